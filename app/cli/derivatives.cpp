#include "app/cli/derivatives.h"

#include "app/cli/terminal_progress.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/io/npy.h"
#include "core/io/write_dataset.h"
#include "core/mbtr/mbtr_gradient.h"

#include <algorithm>
#include <ostream>

namespace mbtr::cli {

namespace {

/// One row of the flat vector from the values of the stored blocks.
void scatter(const RowMajorMatrix& rows, Eigen::Index row, const MbtrTensor& tensor, std::vector<double>& flat)
{
    std::fill(flat.begin(), flat.end(), 0.0);
    for (std::size_t i = 0; i < tensor.blocks.size(); ++i) {
        const auto begin = static_cast<std::size_t>(tensor.layout->blocks[static_cast<std::size_t>(tensor.blocks[i])].begin);
        for (std::size_t v = tensor.offsets[i]; v < tensor.offsets[i + 1]; ++v)
            flat[begin + v - tensor.offsets[i]] = rows(row, static_cast<Eigen::Index>(v));
    }
}

void write(std::ostream& out, const std::vector<double>& values)
{
    out.write(reinterpret_cast<const char*>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(double)));
}

/// rowsPerStructure: rows of what `pick` takes from a gradient; missing ones are zero.
template <typename Pick>
void writeAll(const std::string& path, const Dataset& dataset, const std::shared_ptr<const Layout>& layout,
              std::vector<std::int64_t> shape, int rowsPerStructure, Pick pick)
{
    TerminalProgress progress;
    for (const Structure& structure : dataset.structures)
        requireMemory(gradientBytes(structure, *layout), "memory", "derivatives of structure " + inQuotes(structure.name));
    writeWhole(path, [&](std::ostream& out) {
        std::vector<double> flat(static_cast<std::size_t>(layout->featureCount));
        out << toBytes(NpyHeader {"<f8", shape});
        for (int s = 0; s < dataset.size(); ++s) {
            progress.report(1.0 * s / dataset.size(), "derivatives");
            const MbtrGradient gradient = computeMbtrGradient(dataset.structures[static_cast<std::size_t>(s)], layout, progress);
            const RowMajorMatrix& rows = pick(gradient);
            for (Eigen::Index row = 0; row < rowsPerStructure; ++row) {
                if (row < rows.rows())
                    scatter(rows, row, gradient.tensor, flat);
                else
                    std::fill(flat.begin(), flat.end(), 0.0);
                write(out, flat);
            }
        }
    });
}

} // namespace

void writeDerivatives(const Dataset& dataset, const std::shared_ptr<const Layout>& layout, const std::string& positionsPath,
                      const std::string& strainPath)
{
    int atoms = 0;
    for (const Structure& structure : dataset.structures)
        atoms = std::max(atoms, structure.atomCount());
    if (!positionsPath.empty())
        writeAll(positionsPath, dataset, layout, {dataset.size(), atoms, 3, layout->featureCount}, 3 * atoms,
                 [](const MbtrGradient& gradient) -> const RowMajorMatrix& { return gradient.positions; });
    if (!strainPath.empty())
        writeAll(strainPath, dataset, layout, {dataset.size(), 3, 3, layout->featureCount}, 9,
                 [](const MbtrGradient& gradient) -> const RowMajorMatrix& { return gradient.strain; });
}

} // namespace mbtr::cli
