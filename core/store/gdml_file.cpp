#include "core/store/gdml_file.h"

#include "core/base/error.h"
#include "core/chemistry/element.h"
#include "core/mbtr/settings_json.h"
#include "core/store/model_parts.h"
#include "core/store/zip_archive.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace mbtr {

namespace {

using Json = nlohmann::ordered_json;

constexpr ModelFormat kForceModelFormat {"MBTR Explorer force model", "force model", 1};

Json toJson(const ForceErrors& errors)
{
    return {{"force_mae", errors.forceMae},
            {"force_rmse", errors.forceRmse},
            {"energy_mae", errors.energyMae},
            {"energy_rmse", errors.energyRmse}}; // NaN becomes null
}

ForceErrors errorsFrom(const Json& json)
{
    return {numberFrom(json, "force_mae"), numberFrom(json, "force_rmse"), numberFrom(json, "energy_mae"),
            numberFrom(json, "energy_rmse")};
}

Json toJson(const GdmlDescriptorSettings& descriptor)
{
    Json json {{"kind", gdmlDescriptorNames()[static_cast<std::size_t>(descriptor.kind)]}};
    if (descriptor.kind == GdmlDescriptor::Mbtr)
        json["representation"] = Json::parse(mbtr::toJson(descriptor.representation));
    return json;
}

GdmlDescriptorSettings descriptorFrom(const Json& json)
{
    if (json.at("kind") == gdmlDescriptorNames()[0])
        return {};
    if (json.at("kind") != gdmlDescriptorNames()[1])
        throw SettingsError("descriptor", "is " + json.at("kind").dump());
    return {GdmlDescriptor::Mbtr, settingsFromJson(json.at("representation").dump())};
}

Json headerOf(const SavedGdml& saved)
{
    const GdmlModel& model = *saved.model;
    Json species = Json::array(), sources = Json::array();
    for (const int z : model.species)
        species.push_back(elementSymbol(z));
    for (const Source& source : saved.sources)
        sources.push_back({{"path", source.path}, {"begin", source.begin}, {"end", source.end}});
    return {
        {"format", kForceModelFormat.name},
        {"version", kForceModelFormat.version},
        {"program", "mbtr " MBTR_VERSION},
        {"atoms", species},
        {"descriptor", toJson(model.descriptor)},
        {"permutations", model.permutations},
        {"length", model.length},
        {"lambda", model.lambda},
        {"scale", model.scale},
        {"offset", model.offset},
        {"training_spread", model.largestTrainingGap},
        {"energy", {{"name", saved.energy}, {"unit", saved.energyUnit}}},
        {"forces", {{"name", saved.forces}, {"unit", saved.forceUnit}}},
        {"errors", {{"train", toJson(saved.train)}, {"validation", toJson(saved.validation)}}},
        {"sources", sources},
        {"split", toJson(saved.split)},
    };
}

std::vector<int> atomsFrom(const Json& symbols)
{
    std::vector<int> species;
    for (const Json& symbol : symbols) {
        const auto z = atomicNumberOf(symbol.get<std::string>());
        if (!z)
            throw SettingsError("atoms", symbol.dump() + " is no element");
        species.push_back(*z);
    }
    if (species.size() < 2)
        throw SettingsError("atoms", "must be two or more, are " + std::to_string(species.size()));
    return species;
}

void requirePermutations(const std::vector<Permutation>& permutations, std::size_t atoms)
{
    for (Permutation permutation : permutations) {
        std::sort(permutation.begin(), permutation.end());
        if (permutation != identityPermutation(static_cast<int>(atoms)))
            throw SettingsError("permutations", "one of them is no permutation of the " + std::to_string(atoms) + " atoms");
    }
    if (permutations.empty())
        throw SettingsError("permutations", "are missing");
}

std::vector<Permutation> permutationsFrom(const Json& json, std::size_t atoms)
{
    std::vector<Permutation> permutations;
    for (const Json& list : json) {
        Permutation& permutation = permutations.emplace_back();
        for (const Json& atom : list) // what is no such number is refused with the others below
            permutation.push_back(atom.is_number_unsigned() && atom.get<std::uint64_t>() < atoms ? atom.get<int>() : -1);
    }
    requirePermutations(permutations, atoms);
    return permutations;
}

void readHeader(const Json& header, SavedGdml& saved, GdmlModel& model)
{
    model.species = atomsFrom(header.at("atoms"));
    model.descriptor = descriptorFrom(header.at("descriptor"));
    model.permutations = permutationsFrom(header.at("permutations"), model.species.size());
    model.length = positiveFrom(header, "length");
    model.lambda = notNegativeFrom(header, "lambda");
    model.scale = finiteFrom(header, "scale");
    model.offset = finiteFrom(header, "offset");
    model.largestTrainingGap = notNegativeFrom(header, "training_spread");
    saved.energy = header.at("energy").at("name");
    saved.energyUnit = header.at("energy").at("unit");
    saved.forces = header.at("forces").at("name");
    saved.forceUnit = header.at("forces").at("unit");
    saved.train = errorsFrom(header.at("errors").at("train"));
    saved.validation = errorsFrom(header.at("errors").at("validation"));
    for (const Json& source : header.at("sources"))
        saved.sources.push_back(sourceFrom(source, saved.sources.empty() ? 0 : saved.sources.back().end));
    saved.split = splitFromJson(header.at("split"));
}

Eigen::MatrixXd readColumns(const ZipReader& archive, const std::string& name, const std::string& path, std::int64_t size)
{
    Eigen::MatrixXd columns;
    archive.readArray(name, [&](const NpyHeader& header) {
        if (header.type != "<f8" || header.shape.size() != 2 || header.shape[1] != size || header.shape[0] < 1)
            throw FileError(path, 0,
                            "the part '" + name + "' does not fit the descriptor, which has " + std::to_string(size)
                                + " values a geometry");
        columns.resize(size, header.shape[0]);
        return std::as_writable_bytes(std::span(columns.data(), static_cast<std::size_t>(columns.size())));
    });
    if (!columns.allFinite())
        throw FileError(path, 0, "the part '" + name + "' holds numbers that are not finite");
    return columns;
}

} // namespace

SavedGdml savedGdml(const GdmlTrainingResult& result, const std::vector<Source>& sources)
{
    return {.model = result.model,
            .energy = result.settings.energy,
            .forces = result.settings.forces,
            .energyUnit = result.energyUnit,
            .forceUnit = result.forceUnit,
            .train = result.train,
            .validation = result.validation,
            .sources = sources,
            .split = result.settings.split,
            .trainingStructures = result.split.train};
}

void writeGdml(const SavedGdml& saved, const std::string& path)
{
    // A column of ours is a row of the file: the bytes are the same.
    const auto add = [](ZipWriter& archive, const char* name, const Eigen::MatrixXd& columns) {
        archive.addArray(name, {"<f8", {columns.cols(), columns.rows()}},
                         std::as_bytes(std::span(columns.data(), static_cast<std::size_t>(columns.size()))));
    };
    ZipWriter archive(path);
    archive.add("header.json", headerOf(saved).dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
    archive.addArray("structures.npy", {"<i4", {static_cast<std::int64_t>(saved.trainingStructures.size())}},
                     std::as_bytes(std::span(saved.trainingStructures)));
    add(archive, "described.npy", saved.model->described);
    add(archive, "weights.npy", saved.model->weights);
    archive.finish();
}

SavedGdml readGdml(const std::string& path)
{
    const ZipReader archive(path);
    SavedGdml saved;
    auto model = std::make_shared<GdmlModel>();
    std::int64_t size = 0;
    readModelHeader(kForceModelFormat, path, archive.text("header.json"), [&](const Json& header) {
        readHeader(header, saved, *model);
        size = PairDescriptor(model->descriptor, static_cast<int>(model->species.size())).size();
    });
    model->described = readColumns(archive, "described.npy", path, size);
    model->weights = readColumns(archive, "weights.npy", path, size);
    if (model->weights.cols() != model->described.cols())
        throw FileError(path, 0, "the parts 'described.npy' and 'weights.npy' do not fit each other");
    saved.trainingStructures
        = readIndices(archive, path, model->described.cols(), saved.sources.empty() ? 0 : saved.sources.back().end);
    saved.model = std::move(model);
    return saved;
}

} // namespace mbtr
