#include "app/cli/derivatives.h"

#include "app/cli/terminal_progress.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/base/whole_file.h"
#include "core/mbtr/gradients/mbtr_gradient.h"
#include "core/store/npy.h"

#include <algorithm>
#include <ostream>

namespace mbtr::cli {

namespace {

/// One row of the flat vector from the values of the stored blocks.
void scatter(const RowMajorMatrix& rows, Eigen::Index row, const MbtrTensor& tensor, std::vector<double>& flat)
{
    std::fill(flat.begin(), flat.end(), 0.0);
    for (std::size_t i = 0; i < tensor.blocks.size(); ++i) {
        const auto begin = static_cast<std::size_t>(tensor.layout->blocks[tensor.blocks[i]].begin);
        for (std::size_t v = tensor.offsets[i]; v < tensor.offsets[i + 1]; ++v)
            flat[begin + v - tensor.offsets[i]] = rows(row, static_cast<Eigen::Index>(v));
    }
}

void write(std::ostream& out, const std::vector<double>& values)
{
    out.write(reinterpret_cast<const char*>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(double)));
}

/// rowsPerStructure: missing ones are zero.
void writeRows(std::ostream& out, const RowMajorMatrix& rows, const MbtrTensor& tensor, int rowsPerStructure)
{
    std::vector<double> flat(static_cast<std::size_t>(tensor.layout->featureCount));
    for (Eigen::Index row = 0; row < rowsPerStructure; ++row) {
        if (row < rows.rows())
            scatter(rows, row, tensor, flat);
        else
            std::fill(flat.begin(), flat.end(), 0.0);
        write(out, flat);
    }
}

int mostAtoms(const Dataset& dataset)
{
    int atoms = 0;
    for (const Structure& structure : dataset.structures)
        atoms = std::max(atoms, structure.atomCount());
    return atoms;
}

/// Both at once; nullptr where one is not wanted.
void writeBoth(const Dataset& dataset, const std::shared_ptr<const Layout>& layout, std::ostream* positions, std::ostream* strain)
{
    TerminalProgress progress;
    const int atoms = mostAtoms(dataset);
    if (positions)
        *positions << toBytes(NpyHeader {"<f8", {dataset.size(), atoms, 3, layout->featureCount}});
    if (strain)
        *strain << toBytes(NpyHeader {"<f8", {dataset.size(), 3, 3, layout->featureCount}});
    for (int s = 0; s < dataset.size(); ++s) {
        progress.report(1.0 * s / dataset.size(), "derivatives");
        const MbtrGradient gradient = computeMbtrGradient(dataset.structures[s], layout, progress);
        if (positions)
            writeRows(*positions, gradient.positions, gradient.tensor, 3 * atoms);
        if (strain)
            writeRows(*strain, gradient.strain, gradient.tensor, 9);
    }
}

/// Calls write with the file open, or with nullptr where there is no path.
template <typename Write> void withFile(const std::string& path, Write write)
{
    if (path.empty())
        write(nullptr);
    else
        writeWhole(path, [&](std::ostream& out) { write(&out); });
}

} // namespace

void writeDerivatives(const Dataset& dataset, const std::shared_ptr<const Layout>& layout, const std::string& positionsPath,
                      const std::string& strainPath)
{
    for (const Structure& structure : dataset.structures)
        requireMemory(gradientBytes(structure, *layout), "memory", "derivatives of structure " + inQuotes(structure.name));
    withFile(positionsPath, [&](std::ostream* positions) {
        withFile(strainPath, [&](std::ostream* strain) { writeBoth(dataset, layout, positions, strain); });
    });
}

} // namespace mbtr::cli
