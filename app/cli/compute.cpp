#include "app/cli/commands.h"
#include "app/cli/dataset_options.h"
#include "app/cli/derivatives.h"
#include "app/cli/inputs.h"
#include "app/cli/terminal_progress.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/base/whole_file.h"
#include "core/features/feature_matrix.h"
#include "core/features/sparse_features.h"
#include "core/mbtr/settings_json.h"
#include "core/mbtr/truncation/grid_truncation.h"
#include "core/store/npy.h"
#include "core/store/sparse_npz.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <ostream>

namespace mbtr::cli {

namespace {

struct ComputeOptions {
    std::vector<std::string> files;
    std::string settings;
    std::string output;
    std::string derivatives;
    std::string strain;
    DatasetOptions dataset;
};

using Write = void (*)(std::ostream&, const RowMatrix&);

void writeNumpy(std::ostream& out, const RowMatrix& values)
{
    const std::int64_t shape[] {values.rows(), values.cols()};
    writeNpy(out, std::span(values.data(), static_cast<std::size_t>(values.size())), shape);
}

void writeRow(std::ostream& out, const RowMatrix& values, Eigen::Index row)
{
    for (Eigen::Index column = 0; column < values.cols(); ++column)
        out << (column ? "," : "") << toText(values(row, column));
}

void writeCsv(std::ostream& out, const RowMatrix& values)
{
    for (Eigen::Index row = 0; row < values.rows(); ++row) {
        writeRow(out, values, row);
        out << '\n';
    }
}

void writeJson(std::ostream& out, const RowMatrix& values)
{
    out << '[';
    for (Eigen::Index row = 0; row < values.rows(); ++row) {
        out << (row ? ",\n[" : "[");
        writeRow(out, values, row);
        out << ']';
    }
    out << "]\n";
}

/// nullptr for .npz, which is sparse and written by itself.
Write writerFor(const std::string& path)
{
    const std::string suffix = lowerCase(std::filesystem::path(path).extension().string());
    if (suffix == ".npy")
        return writeNumpy;
    if (suffix == ".csv")
        return writeCsv;
    if (suffix == ".json")
        return writeJson;
    if (suffix != ".npz")
        throw CLI::ValidationError("-o", "must end in .npy, .csv, .json or .npz, is " + inQuotes(path));
    return nullptr;
}

void requireNpy(const std::string& option, const std::string& path)
{
    if (!path.empty() && lowerCase(std::filesystem::path(path).extension().string()) != ".npy")
        throw CLI::ValidationError(option, "must end in .npy, is " + inQuotes(path));
}

void writeSparse(const std::string& path, const SparseFeatures& features, const Layout& layout)
{
    printMessages(gridTruncationMessages(layout, features.weights));
    writeSparseNpz(path, features);
}

void writeFeatures(const ComputeOptions& options, Write write, const Dataset& dataset, std::shared_ptr<const Layout> layout)
{
    TerminalProgress progress;
    if (!write)
        return writeSparse(options.output, buildSparseFeatures(dataset, layout, progress), *layout);
    const FeatureMatrix features = buildFeatures(dataset, layout, progress);
    printMessages(gridTruncationMessages(*layout, features.weights));
    writeWhole(options.output, [&](std::ostream& out) { write(out, features.values); });
}

void run(const ComputeOptions& options)
{
    const Write write = options.output.empty() ? nullptr : writerFor(options.output);
    requireNpy("--derivatives", options.derivatives);
    requireNpy("--strain", options.strain);
    if (options.output.empty() && options.derivatives.empty() && options.strain.empty())
        throw CLI::RequiredError("-o, --derivatives or --strain");
    for (const std::string& path : {options.output, options.derivatives, options.strain})
        if (!path.empty())
            requireWritable(path);

    const MbtrSettings settings = readSettings(options.settings);
    const Dataset dataset = applyOptions(readInputs(options.files, options.dataset.read), options.dataset);
    printWarnings(dataset.messages);
    const auto layout = layoutFor(dataset, settings);
    if (!options.output.empty())
        writeFeatures(options, write, dataset, layout);
    if (!options.derivatives.empty() || !options.strain.empty())
        writeDerivatives(dataset, layout, options.derivatives, options.strain);
    printCuts(dataset, *layout);
}

} // namespace

void addCompute(CLI::App& app)
{
    auto options = std::make_shared<ComputeOptions>();
    CLI::App* command = app.add_subcommand("compute", "Compute the representation, one row a structure");
    command->add_option("FILE", options->files, std::string("Structures, ") + kReadable)->type_name("")->required();
    command->add_option("--settings", options->settings, "MBTR settings file, as `mbtr settings` prints it")
        ->type_name("FILE")
        ->required();
    command
        ->add_option("-o,--output", options->output,
                     "File to write, by suffix: .npy, .csv, .json (float64), .npz (sparse: SciPy's CSR)")
        ->type_name("FILE");
    command
        ->add_option("--derivatives", options->derivatives,
                     "OUT.npy: d/d(positions), per angstrom; (structures, most atoms, 3, features), zero for missing atoms")
        ->type_name("FILE");
    command->add_option("--strain", options->strain, "OUT.npy: d/d(strain); (structures, 3, 3, features)")->type_name("FILE");
    addDatasetOptions(*command, options->dataset);
    command->callback([options] { run(*options); });
}

} // namespace mbtr::cli
