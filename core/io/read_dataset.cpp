#include "core/io/read_dataset.h"

#include "core/base/error.h"
#include "core/io/detect_format.h"
#include "core/io/readers.h"
#include "core/io/text_input.h"

namespace mbtr {

namespace {

Dataset readByFormat(TextInput& input, ReadableFormat format)
{
    switch (format) {
    case ReadableFormat::Poscar:
        return readPoscar(input);
    case ReadableFormat::Cif:
        return readCif(input);
    case ReadableFormat::Sdf:
        return readSdf(input);
    case ReadableFormat::Pdb:
        return readPdb(input);
    case ReadableFormat::Gro:
        return readGro(input);
    case ReadableFormat::Cml:
        return readCml(input);
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

Dataset readFrom(TextInput& input, const std::string& path)
{
    Dataset dataset = readByFormat(input, detectFormat(input.path(), input.head()));
    if (dataset.structures.empty())
        throw FileError(input.path(), 0, "holds no structure");
    nameStructures(dataset, path);
    dataset.sources = {{path, 0, dataset.size()}};
    for (Message& message : dataset.messages)
        message.path = input.path();
    return dataset;
}

} // namespace

Dataset readFile(const std::string& path, Progress& progress)
{
    TextInput input(path, progress);
    return readFrom(input, path);
}

Dataset readFirst(const std::string& path, int most, Progress& progress)
{
    TextInput input(path, progress);
    input.setMostStructures(most);
    return readFrom(input, path);
}

} // namespace mbtr
