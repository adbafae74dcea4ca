#include "core/io/read_dataset.h"

#include "core/base/error.h"
#include "core/io/detect_format.h"
#include "core/io/format.h"
#include "core/io/text_input.h"

namespace mbtr {

namespace {

/// The only structure of a file is called like the file; of several, each by formula and number, counted from 0: "C2H6O #17".
void nameStructures(Dataset& dataset, const std::string& path)
{
    for (int i = 0; i < dataset.size(); ++i) {
        Structure& structure = dataset.structures[static_cast<std::size_t>(i)];
        if (structure.name.empty())
            structure.name = dataset.size() == 1 ? fileStem(path) : formula(structure) + " #" + std::to_string(i);
    }
}

/// Numbers too large for their unit or their cell become infinite.
void requireFinite(const Dataset& dataset, const std::string& path)
{
    for (std::size_t i = 0; i < dataset.structures.size(); ++i) {
        const Structure& structure = dataset.structures[i];
        for (int atom = 0; atom < structure.atomCount(); ++atom)
            if (!structure.positions.col(atom).allFinite())
                throw FileError(path, 0,
                                "structure " + std::to_string(i + 1) + ", atom " + std::to_string(atom + 1)
                                    + ": the position is too large, expected finite numbers of angstrom");
        if (structure.cell && !structure.cell->vectors.allFinite())
            throw FileError(
                path, 0, "structure " + std::to_string(i + 1) + ": the cell is too large, expected finite numbers of angstrom");
    }
}

Dataset readFrom(TextInput& input, const std::string& path, const ReadOptions& options)
{
    Dataset dataset = readAs(detectFormat(input.path(), input.head()), input, options);
    if (dataset.structures.empty())
        throw FileError(input.path(), 0, "holds no structure");
    nameStructures(dataset, path);
    dataset.sources = {{path, 0, dataset.size()}};
    for (Message& message : dataset.messages)
        message.path = input.path();
    return dataset;
}

} // namespace

Dataset readAs(const Format& format, TextInput& input, const ReadOptions& options)
{
    Dataset dataset = format.read(input, options);
    requireFinite(dataset, input.path());
    return dataset;
}

Dataset readFile(const std::string& path, Progress& progress, const ReadOptions& options)
{
    TextInput input(path, progress);
    input.setMostUnpacked(options.mostUnpacked);
    return readFrom(input, path, options);
}

Dataset readFirst(const std::string& path, int most, Progress& progress, const ReadOptions& options)
{
    TextInput input(path, progress);
    input.setMostUnpacked(options.mostUnpacked);
    input.setMostStructures(most);
    return readFrom(input, path, options);
}

} // namespace mbtr
