#include "core/io/read_dataset.h"

#include "core/base/error.h"
#include "core/io/detect_format.h"
#include "core/io/readers.h"
#include "core/io/text_input.h"

namespace mbtr {

namespace {

Dataset readByFormat(TextInput& input, ReadableFormat format, const ReadOptions& options)
{
    switch (format) {
    case ReadableFormat::Poscar:
        return readPoscar(input, options);
    case ReadableFormat::Cif:
        return readCif(input);
    case ReadableFormat::Xdatcar:
        return readXdatcar(input, options);
    case ReadableFormat::LammpsData:
        return readLammpsData(input, options);
    case ReadableFormat::LammpsDump:
        return readLammpsDump(input, options);
    case ReadableFormat::Cube:
        return readCube(input);
    case ReadableFormat::Aims:
        return readAims(input);
    case ReadableFormat::Json:
        return readJson(input);
    case ReadableFormat::Npz:
        return readNpz(input, options);
    case ReadableFormat::Xyz:
        break;
    }
    return readXyz(input);
}

/// The only structure of a file is called like the file; of several, each by formula and number: "C2H6O #17".
void nameStructures(Dataset& dataset, const std::string& path)
{
    for (int i = 0; i < dataset.size(); ++i) {
        Structure& structure = dataset.structures[static_cast<std::size_t>(i)];
        if (structure.name.empty())
            structure.name = dataset.size() == 1 ? fileStem(path) : formula(structure) + " #" + std::to_string(i + 1);
    }
}

} // namespace

Dataset readFile(const std::string& path, Progress& progress, const ReadOptions& options)
{
    TextInput input(path, progress);
    Dataset dataset = readByFormat(input, detectFormat(input.path(), input.head()), options);
    if (dataset.structures.empty())
        throw FileError(input.path(), 0, "holds no structure");
    nameStructures(dataset, path);
    dataset.sources = {{path, 0, dataset.size()}};
    for (Message& message : dataset.messages)
        message.path = input.path();
    return dataset;
}

Dataset readFiles(std::span<const std::string> paths, Progress& progress, const std::map<std::string, ReadOptions>& optionsOf)
{
    Dataset all;
    const double share = 1.0 / static_cast<double>(std::max<std::size_t>(paths.size(), 1));
    for (std::size_t i = 0; i < paths.size(); ++i) {
        SubProgress part(progress, static_cast<double>(i) * share, static_cast<double>(i + 1) * share);
        try {
            const auto options = optionsOf.find(paths[i]);
            append(all, readFile(paths[i], part, options == optionsOf.end() ? ReadOptions() : options->second));
        } catch (const MissingElements& error) {
            all.messages.push_back({Severity::Error, error.path(), error.line(), error.message()});
            all.questions.push_back({paths[i], error.species()});
        } catch (const FileError& error) {
            all.messages.push_back({Severity::Error, error.path(), error.line(), error.message()});
        }
    }
    return all;
}

} // namespace mbtr
