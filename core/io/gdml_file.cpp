#include "core/io/gdml_file.h"

#include "core/base/error.h"
#include "core/chemistry/element.h"
#include "core/io/zip_archive.h"
#include "core/mbtr/settings_json.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

namespace mbtr {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kVersion = 1;
constexpr const char* kFormat = "MBTR Explorer force model";

Json toJson(const ForceErrors& errors)
{
    return {{"force_mae", errors.forceMae}, {"force_rmse", errors.forceRmse}, {"energy_mae", errors.energyMae}, {"energy_rmse", errors.energyRmse}}; // NaN becomes null
}

double numberOf(const Json& json, const char* key)
{
    const Json& value = json.at(key);
    return value.is_null() ? std::numeric_limits<double>::quiet_NaN() : value.get<double>();
}

ForceErrors errorsFrom(const Json& json)
{
    return {numberOf(json, "force_mae"), numberOf(json, "force_rmse"), numberOf(json, "energy_mae"), numberOf(json, "energy_rmse")};
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
        {"format", kFormat},
        {"version", kVersion},
        {"program", "mbtr " MBTR_VERSION},
        {"atoms", species},
        {"descriptor", toJson(model.descriptor)},
        {"permutations", model.permutations},
        {"length", model.length},
        {"lambda", model.lambda},
        {"scale", model.scale},
        {"offset", model.offset},
        {"training_spread", model.trainingSpread},
        {"energy", {{"name", saved.energy}, {"unit", saved.energyUnit}}},
        {"forces", {{"name", saved.forces}, {"unit", saved.forceUnit}}},
        {"errors", {{"train", toJson(saved.train)}, {"validation", toJson(saved.validation)}}},
        {"sources", sources},
        {"split", {{"method", splitMethodNames()[static_cast<std::size_t>(saved.split.method)]}, {"train", saved.split.train},
                   {"validate", saved.split.validate}, {"seed", saved.split.seed}}},
    };
}

std::vector<int> speciesFrom(const Json& symbols)
{
    std::vector<int> species;
    for (const Json& symbol : symbols) {
        const auto z = atomicNumberOf(symbol.get<std::string>());
        if (!z)
            throw SettingsError("atoms", symbol.dump() + " is no element");
        species.push_back(*z);
    }
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

SplitSettings splitFrom(const Json& json)
{
    const auto names = splitMethodNames();
    const auto name = std::find(names.begin(), names.end(), json.at("method").get<std::string>());
    if (name == names.end())
        throw SettingsError("split.method", "is " + json.at("method").dump());
    return {.train = json.at("train"), .validate = json.at("validate"), .seed = json.at("seed"), .method = static_cast<SplitMethod>(name - names.begin())};
}

void readHeader(const Json& header, SavedGdml& saved, GdmlModel& model)
{
    model.species = speciesFrom(header.at("atoms"));
    model.descriptor = descriptorFrom(header.at("descriptor"));
    model.permutations = header.at("permutations").get<std::vector<Permutation>>();
    requirePermutations(model.permutations, model.species.size());
    model.length = header.at("length");
    model.lambda = header.at("lambda");
    model.scale = header.at("scale");
    model.offset = header.at("offset");
    model.trainingSpread = header.at("training_spread");
    saved.energy = header.at("energy").at("name");
    saved.energyUnit = header.at("energy").at("unit");
    saved.forces = header.at("forces").at("name");
    saved.forceUnit = header.at("forces").at("unit");
    saved.train = errorsFrom(header.at("errors").at("train"));
    saved.validation = errorsFrom(header.at("errors").at("validation"));
    for (const Json& source : header.at("sources"))
        saved.sources.push_back({source.at("path"), source.at("begin"), source.at("end")});
    saved.split = splitFrom(header.at("split"));
}

void parseHeader(const std::string& path, const std::string& text, SavedGdml& saved, GdmlModel& model)
{
    try {
        const Json header = Json::parse(text);
        if (header.at("format") != kFormat)
            throw FileError(path, 0, "is not a force model of this program");
        if (header.at("version").get<int>() > kVersion)
            throw FileError(path, 0, "was written by a newer version of this program (" + header.at("program").get<std::string>()
                                + "); this is mbtr " MBTR_VERSION);
        readHeader(header, saved, model);
    } catch (const nlohmann::json::exception& error) {
        throw FileError(path, 0, std::string("the part 'header.json' is damaged: ") + error.what());
    } catch (const SettingsError& error) {
        throw FileError(path, 0, std::string("the part 'header.json' is damaged: ") + error.what());
    }
}

Eigen::MatrixXd readColumns(const ZipReader& archive, const std::string& name, const std::string& path, std::int64_t size)
{
    Eigen::MatrixXd columns;
    archive.readArray(name, [&](const NpyHeader& header) {
        if (header.type != "<f8" || header.shape.size() != 2 || header.shape[1] != size || header.shape[0] < 1)
            throw FileError(path, 0, "the part '" + name + "' does not fit the descriptor, which has " + std::to_string(size) + " values a geometry");
        columns.resize(size, header.shape[0]);
        return std::as_writable_bytes(std::span(columns.data(), static_cast<std::size_t>(columns.size())));
    });
    if (!columns.allFinite())
        throw FileError(path, 0, "the part '" + name + "' holds numbers that are not finite");
    return columns;
}

std::vector<int> readIndices(const ZipReader& archive, const std::string& path, std::int64_t count)
{
    std::vector<int> indices;
    archive.readArray("structures.npy", [&](const NpyHeader& header) {
        if (header != NpyHeader {"<i4", {count}})
            throw FileError(path, 0, "the part 'structures.npy' does not fit the others");
        indices.resize(static_cast<std::size_t>(count));
        return std::as_writable_bytes(std::span(indices));
    });
    return indices;
}

} // namespace

SavedGdml savedGdml(const GdmlTrainingResult& result, const std::vector<Source>& sources)
{
    return {.model = result.model, .energy = result.settings.energy, .forces = result.settings.forces, .energyUnit = result.energyUnit,
            .forceUnit = result.forceUnit, .train = result.train, .validation = result.validation, .sources = sources,
            .split = result.settings.split, .trainingStructures = result.split.train};
}

void writeGdml(const SavedGdml& saved, const std::string& path)
{
    // A column of ours is a row of the file: the bytes are the same.
    const auto add = [](ZipWriter& archive, const char* name, const Eigen::MatrixXd& columns) {
        archive.addArray(name, {"<f8", {columns.cols(), columns.rows()}}, std::as_bytes(std::span(columns.data(), static_cast<std::size_t>(columns.size()))));
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
    parseHeader(path, archive.text("header.json"), saved, *model);
    const std::int64_t size = PairDescriptor(model->descriptor, static_cast<int>(model->species.size())).size();
    model->described = readColumns(archive, "described.npy", path, size);
    model->weights = readColumns(archive, "weights.npy", path, size);
    if (model->weights.cols() != model->described.cols())
        throw FileError(path, 0, "the parts 'described.npy' and 'weights.npy' do not fit each other");
    saved.trainingStructures = readIndices(archive, path, model->described.cols());
    saved.model = std::move(model);
    return saved;
}

} // namespace mbtr
