#include "core/io/model_file.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/io/zip_archive.h"
#include "core/mbtr/settings_json.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

namespace mbtr {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kVersion = 1;
constexpr const char* kFormat = "MBTR Explorer model";

Json toJson(const Metrics& metrics)
{
    return {{"rmse", metrics.rmse}, {"mae", metrics.mae}, {"max", metrics.max}, {"r2", metrics.r2}}; // NaN becomes null
}

Json toJson(const std::vector<Source>& sources)
{
    Json list = Json::array();
    for (const Source& source : sources)
        list.push_back({{"path", source.path}, {"begin", source.begin}, {"end", source.end}});
    return list;
}

Json toJson(const SplitSettings& split)
{
    return {{"method", splitMethodNames()[static_cast<std::size_t>(split.method)]}, {"train", split.train},
            {"validate", split.validate}, {"seed", split.seed}, {"force_small", split.forceSmall}};
}

Json headerOf(const SavedModel& saved)
{
    const KrrModel& model = *saved.model;
    return {
        {"format", kFormat},
        {"version", kVersion},
        {"program", "mbtr " MBTR_VERSION},
        {"kernel", {{"name", nameOf(model.kernel)}, {"length", lengthOf(model.kernel)}}},
        {"lambda", model.lambda},
        {"mean", model.mean},
        {"amplitude", saved.amplitude},
        {"target", saved.target},
        {"unit", saved.unit},
        {"per_atom", saved.perAtom},
        {"representation", Json::parse(toJson(saved.representation))},
        {"errors", {{"train", toJson(saved.train)}, {"validation", toJson(saved.validation)}}},
        {"sources", toJson(saved.sources)},
        {"split", toJson(saved.split)},
    };
}

double numberOf(const Json& json, const char* key)
{
    const Json& value = json.at(key);
    return value.is_null() ? std::numeric_limits<double>::quiet_NaN() : value.get<double>();
}

Metrics metricsFrom(const Json& json)
{
    return {numberOf(json, "rmse"), numberOf(json, "mae"), numberOf(json, "max"), numberOf(json, "r2")};
}

std::vector<Source> sourcesFrom(const Json& json)
{
    std::vector<Source> sources;
    for (const Json& source : json)
        sources.push_back({source.at("path"), source.at("begin"), source.at("end")});
    return sources;
}

SplitSettings splitFrom(const Json& json)
{
    const auto names = splitMethodNames();
    const auto name = std::find(names.begin(), names.end(), json.at("method").get<std::string>());
    if (name == names.end())
        throw SettingsError("split.method", "is " + inQuotes(json.at("method").get<std::string>()));
    return {json.at("train"), json.at("validate"), json.at("seed"), static_cast<SplitMethod>(name - names.begin()), json.at("force_small")};
}

void readHeader(const Json& header, SavedModel& saved, KrrModel& model)
{
    model.kernel = makeKernel(header.at("kernel").at("name").get<std::string>(), header.at("kernel").at("length"));
    model.lambda = header.at("lambda");
    model.mean = header.at("mean");
    saved.amplitude = header.at("amplitude");
    saved.target = header.at("target");
    saved.unit = header.at("unit");
    saved.perAtom = header.at("per_atom");
    saved.representation = settingsFromJson(header.at("representation").dump());
    saved.train = metricsFrom(header.at("errors").at("train"));
    saved.validation = metricsFrom(header.at("errors").at("validation"));
    saved.sources = sourcesFrom(header.at("sources"));
    saved.split = splitFrom(header.at("split"));
}

/// Throws what is wrong as a FileError with the path.
void parseHeader(const std::string& path, const std::string& text, SavedModel& saved, KrrModel& model)
{
    try {
        const Json header = Json::parse(text);
        if (header.at("format") != kFormat)
            throw FileError(path, 0, "is not a model of this program");
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

template <typename Number>
std::vector<Number> readNumbers(const ZipReader& archive, const std::string& name, const std::string& path, const NpyHeader& expected)
{
    std::vector<Number> numbers;
    archive.readArray(name, [&](const NpyHeader& header) {
        if (header != expected)
            throw FileError(path, 0, "the part '" + name + "' does not fit the others");
        numbers.resize(static_cast<std::size_t>(header.count()));
        return std::as_writable_bytes(std::span(numbers));
    });
    return numbers;
}

RowMatrix readMatrix(const ZipReader& archive, const std::string& name, const std::string& path, std::int64_t columns)
{
    RowMatrix matrix;
    archive.readArray(name, [&](const NpyHeader& header) {
        if (header.type != "<f8" || header.shape.size() != 2 || header.shape[1] != columns)
            throw FileError(path, 0, "the part '" + name + "' does not fit the representation, which has "
                                + std::to_string(columns) + " features");
        matrix.resize(header.shape[0], header.shape[1]);
        return std::as_writable_bytes(std::span(matrix.data(), static_cast<std::size_t>(matrix.size())));
    });
    return matrix;
}

} // namespace

SavedModel savedModel(const TrainingResult& result, const Dataset& dataset, const Layout& layout)
{
    SavedModel saved;
    saved.model = result.model;
    saved.representation = layout.settings;
    saved.representation.species = layout.species;
    saved.target = result.settings.target;
    saved.unit = result.unit;
    saved.perAtom = result.settings.perAtom;
    const Eigen::Map<const Eigen::VectorXd> y(result.trainReference.data(), result.model->alpha.size());
    saved.amplitude = (y.array() - result.model->mean).matrix().dot(result.model->alpha) / static_cast<double>(y.size());
    saved.train = result.train;
    saved.validation = result.validation;
    saved.sources = dataset.sources;
    saved.split = result.settings.split;
    saved.trainingStructures = result.split.train;
    return saved;
}

void writeModel(const SavedModel& saved, const std::string& path)
{
    const KrrModel& model = *saved.model;
    const auto doubles = [](const double* data, Eigen::Index size) {
        return std::as_bytes(std::span(data, static_cast<std::size_t>(size)));
    };
    ZipWriter archive(path);
    archive.add("header.json", headerOf(saved).dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
    archive.addArray("alpha.npy", {"<f8", {model.alpha.size()}}, doubles(model.alpha.data(), model.alpha.size()));
    archive.addArray("structures.npy", {"<i4", {static_cast<std::int64_t>(saved.trainingStructures.size())}},
                     std::as_bytes(std::span(saved.trainingStructures)));
    archive.addArray("features.npy", {"<f8", {model.trainingFeatures.rows(), model.trainingFeatures.cols()}},
                     doubles(model.trainingFeatures.data(), model.trainingFeatures.size()));
    archive.finish();
}

SavedModel readModel(const std::string& path)
{
    const ZipReader archive(path);
    SavedModel saved;
    auto model = std::make_shared<KrrModel>();
    parseHeader(path, archive.text("header.json"), saved, *model);
    if (!saved.representation.species)
        throw FileError(path, 0, "the representation in 'header.json' names no species");
    const std::int64_t columns = layoutOf(saved.representation, *saved.representation.species).featureCount;
    model->trainingFeatures = readMatrix(archive, "features.npy", path, columns);
    const std::int64_t rows = model->trainingFeatures.rows();
    const auto alpha = readNumbers<double>(archive, "alpha.npy", path, {"<f8", {rows}});
    model->alpha = Eigen::Map<const Eigen::VectorXd>(alpha.data(), rows);
    if (!model->alpha.allFinite() || !model->trainingFeatures.allFinite())
        throw FileError(path, 0, "holds numbers that are not finite");
    saved.trainingStructures = readNumbers<int>(archive, "structures.npy", path, {"<i4", {rows}});
    saved.model = std::move(model);
    return saved;
}

} // namespace mbtr
