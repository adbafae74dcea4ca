#include "core/store/model_file.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/store/file_checksum.h"
#include "core/store/file_memory.h"
#include "core/store/model_parts.h"
#include "core/store/representation_json.h"
#include "core/store/zip_archive.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>
#include <limits>
#include <nlohmann/json.hpp>

namespace mbtr {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kFactorName = "factor.npy";
constexpr ModelFormat kModelFormat {"MBTR Explorer model", "model", 2};

Json toJson(const Metrics& metrics)
{
    return {{"rmse", metrics.rmse}, {"mae", metrics.mae}, {"max", metrics.max}, {"r2", metrics.r2}}; // NaN becomes null
}

Json toJson(const std::vector<TrainingFile>& files)
{
    Json list = Json::array();
    for (const TrainingFile& file : files)
        list.push_back({{"path", file.path},
                        {"begin", file.begin},
                        {"end", file.end},
                        {"crc32", file.crc32 ? Json(*file.crc32) : Json()},
                        {"size", file.size ? Json(*file.size) : Json()}});
    return list;
}

Json toJson(const std::optional<CompositionBaseline>& baseline)
{
    if (!baseline)
        return {};
    return {{"unit", baseline->unit == CompositionUnit::Counts ? "counts" : "fractions"},
            {"intercept", baseline->intercept},
            {"species", baseline->species},
            {"coefficients", baseline->coefficients}};
}

/// The time now, to the second, in UTC: "2026-01-31T12:00:00Z".
std::string timeText()
{
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm utc {};
    gmtime_r(&now, &utc);
    char text[32];
    return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc)};
}

Json headerOf(const SavedModel& saved)
{
    const KrrModel& model = *saved.model;
    return {
        {"format", kModelFormat.name},
        {"version", kModelFormat.version},
        {"program", "mbtr " MBTR_VERSION},
        {"kernel", {{"name", nameOf(model.kernel)}, {"length", lengthOf(model.kernel)}}},
        {"lambda", model.lambda},
        {"mean", model.mean},
        {"amplitude", saved.amplitude},
        {"target", saved.target},
        {"unit", saved.unit},
        {"per_atom", saved.perAtom},
        {"representation", Json::parse(representationToJson(saved.representation))},
        {"baseline", toJson(saved.baseline)},
        {"trained_elements", saved.trainedElements},
        {"created", saved.created},
        {"errors", {{"train", toJson(saved.train)}, {"validation", toJson(saved.validation)}}},
        {"sources", toJson(saved.sources)},
        {"split", toJson(saved.split)},
    };
}

Metrics metricsFrom(const Json& json)
{
    return {numberFrom(json, "rmse"), numberFrom(json, "mae"), numberFrom(json, "max"), numberFrom(json, "r2")};
}

std::uint32_t checksumFrom(const Json& json)
{
    if (!json.is_number_unsigned() || json.get<std::uint64_t>() > std::numeric_limits<std::uint32_t>::max())
        throw SettingsError("crc32", "must be a checksum of 32 bits, is " + json.dump());
    return json.get<std::uint32_t>();
}

std::vector<TrainingFile> sourcesFrom(const Json& json)
{
    std::vector<TrainingFile> sources;
    for (const Json& source : json) {
        TrainingFile file {sourceFrom(source, sources.empty() ? 0 : sources.back().end), {}, {}};
        if (const auto sum = source.find("crc32"); sum != source.end() && !sum->is_null())
            file.crc32 = checksumFrom(*sum);
        if (const auto size = source.find("size"); size != source.end() && size->is_number_unsigned())
            file.size = size->get<std::int64_t>();
        sources.push_back(std::move(file));
    }
    return sources;
}

std::optional<CompositionBaseline> baselineFrom(const Json& header)
{
    const auto found = header.find("baseline");
    if (found == header.end() || found->is_null())
        return {};
    CompositionBaseline baseline {found->at("unit") == "counts" ? CompositionUnit::Counts : CompositionUnit::Fractions,
                                  finiteFrom(*found, "intercept"), speciesFrom(*found, "species"), found->at("coefficients")};
    if (baseline.species.size() != baseline.coefficients.size())
        throw SettingsError("baseline", "has not one coefficient for each element");
    if (!std::ranges::all_of(baseline.coefficients, [](double coefficient) { return std::isfinite(coefficient); }))
        throw SettingsError("baseline", "has coefficients that are not finite");
    return baseline;
}

/// Of the structures that trained; empty in older files.
std::vector<int> elementsFrom(const Json& header)
{
    const auto elements = header.value("trained_elements", std::vector<int>());
    for (const int element : elements)
        if (element < 1 || element > kLargestAtomicNumber)
            throw SettingsError("trained_elements", "must be atomic numbers 1..118, holds " + std::to_string(element));
    return elements;
}

void readHeader(const Json& header, SavedModel& saved, KrrModel& model)
{
    model.kernel = makeKernel(header.at("kernel").at("name").get<std::string>(), finiteFrom(header.at("kernel"), "length"));
    model.lambda = notNegativeFrom(header, "lambda");
    model.mean = finiteFrom(header, "mean");
    saved.amplitude = finiteFrom(header, "amplitude");
    saved.target = header.at("target");
    saved.unit = header.at("unit");
    saved.perAtom = header.at("per_atom");
    saved.representation = representationFromJson(header.at("representation").dump());
    saved.baseline = baselineFrom(header);
    saved.trainedElements = elementsFrom(header);
    saved.created = header.value("created", "");
    saved.program = header.at("program");
    saved.train = metricsFrom(header.at("errors").at("train"));
    saved.validation = metricsFrom(header.at("errors").at("validation"));
    saved.sources = sourcesFrom(header.at("sources"));
    saved.split = splitFromJson(header.at("split"));
}

/// Throws unless the array has this shape and only finite numbers.
std::vector<double> readNumbers(const ZipReader& archive, const std::string& name, const std::string& path, std::int64_t count)
{
    std::vector<double> numbers;
    archive.readArray(name, [&](const NpyHeader& header) {
        if (header != NpyHeader {"<f8", {count}})
            throw FileError(path, 0, "the part '" + name + "' does not fit the others");
        numbers.resize(count);
        return std::as_writable_bytes(std::span(numbers));
    });
    if (!std::ranges::all_of(numbers, [](double number) { return std::isfinite(number); }))
        throw FileError(path, 0, "the part '" + name + "' holds numbers that are not finite");
    return numbers;
}

/// The lower triangle, column by column.
std::vector<double> packTriangle(const Eigen::MatrixXd& factor)
{
    std::vector<double> numbers;
    numbers.reserve(static_cast<std::size_t>(factor.rows() * (factor.rows() + 1) / 2));
    for (Eigen::Index j = 0; j < factor.cols(); ++j)
        numbers.insert(numbers.end(), factor.col(j).data() + j, factor.col(j).data() + factor.rows());
    return numbers;
}

std::shared_ptr<const Eigen::MatrixXd> unpackTriangle(const std::vector<double>& numbers, std::int64_t rows,
                                                      const std::string& path)
{
    requireMemoryForFile(8 * rows * rows, path, std::string("the part '") + kFactorName + "'");
    auto factor = std::make_shared<Eigen::MatrixXd>(Eigen::MatrixXd::Zero(rows, rows));
    const double* next = numbers.data();
    for (Eigen::Index j = 0; j < rows; next += rows - j, ++j)
        std::copy(next, next + rows - j, factor->col(j).data() + j);
    if (!(factor->diagonal().array() > 0).all())
        throw FileError(path, 0, std::string("the part '") + kFactorName + "' holds no factor: its diagonal must be positive");
    return factor;
}

/// A factor that makes the file at most twice as large saves its computation whenever the model is read.
bool isWorthKeeping(const KrrModel& model)
{
    return model.factor && model.factor->rows() + 1 <= 2 * model.trainingFeatures.cols();
}

RowMatrix readMatrix(const ZipReader& archive, const std::string& name, const std::string& path, std::int64_t columns)
{
    RowMatrix matrix;
    archive.readArray(name, [&](const NpyHeader& header) {
        if (header.type != "<f8" || header.shape.size() != 2 || header.shape[0] < 1 || header.shape[1] != columns)
            throw FileError(path, 0,
                            "the part '" + name + "' does not fit the representation, which has " + std::to_string(columns)
                                + " features");
        matrix.resize(header.shape[0], header.shape[1]);
        return std::as_writable_bytes(std::span(matrix.data(), static_cast<std::size_t>(matrix.size())));
    });
    return matrix;
}

std::vector<std::string> readNames(const ZipReader& archive, const std::string& path, std::int64_t rows)
{
    const Json json = parsePart(path, "names.json", archive.text("names.json"));
    try {
        auto names = json.get<std::vector<std::string>>();
        if (static_cast<std::int64_t>(names.size()) == rows)
            return names;
    } catch (const nlohmann::json::exception& error) {
        throw FileError(path, 0, std::string("the part 'names.json' is damaged: ") + error.what());
    }
    throw FileError(path, 0, "the part 'names.json' does not fit the others");
}

} // namespace

SavedModel savedModel(const TrainingResult& result, const Dataset& dataset, const Representation& representation)
{
    SavedModel saved;
    static_cast<PropertyModel&>(saved) = propertyModel(result, representation);
    saved.train = result.train;
    saved.validation = result.validation;
    for (const Source& source : dataset.sources)
        saved.sources.push_back({source, checksumOf(source.path), sizeOfRegularFile(source.path)});
    saved.split = result.settings.split;
    saved.trainingStructures = result.split.train;
    for (const int index : result.split.train) {
        const Structure& structure = dataset.structures[index];
        saved.trainingNames.push_back(structure.name.empty() ? formula(structure) : structure.name);
    }
    saved.created = timeText();
    return saved;
}

std::vector<std::string> checkableSources(const SavedModel& saved)
{
    std::vector<std::string> paths;
    for (const TrainingFile& file : saved.sources)
        if (file.crc32 && file.size)
            paths.push_back(file.path);
    return paths;
}

std::vector<std::string> changedSources(const SavedModel& saved)
{
    std::vector<std::string> sentences;
    for (const TrainingFile& file : saved.sources) {
        const auto size = file.crc32 && file.size ? sizeOfRegularFile(file.path) : std::nullopt;
        if (size && (size != file.size || checksumOf(file.path) != file.crc32))
            sentences.push_back(file.path + " has changed since the model was trained on it");
    }
    return sentences;
}

void writeModel(const SavedModel& saved, const std::string& path)
{
    const KrrModel& model = *saved.model;
    const auto doubles
        = [](const double* data, Eigen::Index size) { return std::as_bytes(std::span(data, static_cast<std::size_t>(size))); };
    ZipWriter archive(path);
    archive.add("header.json", headerOf(saved).dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
    archive.addArray("alpha.npy", {"<f8", {model.alpha.size()}}, doubles(model.alpha.data(), model.alpha.size()));
    archive.addArray("structures.npy", {"<i4", {static_cast<std::int64_t>(saved.trainingStructures.size())}},
                     std::as_bytes(std::span(saved.trainingStructures)));
    archive.add("names.json", Json(saved.trainingNames).dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
    archive.addArray("features.npy", {"<f8", {model.trainingFeatures.rows(), model.trainingFeatures.cols()}},
                     doubles(model.trainingFeatures.data(), model.trainingFeatures.size()));
    const std::vector<double> factor = isWorthKeeping(model) ? packTriangle(*model.factor) : std::vector<double>();
    if (!factor.empty())
        archive.addArray(kFactorName, {"<f8", {static_cast<std::int64_t>(factor.size())}}, std::as_bytes(std::span(factor)));
    archive.finish();
}

SavedModel readModel(const std::string& path)
{
    const ZipReader archive(path);
    SavedModel saved;
    auto model = std::make_shared<KrrModel>();
    std::int64_t columns = 0;
    const int version = readModelHeader(kModelFormat, path, archive.text("header.json"), [&](const Json& header) {
        readHeader(header, saved, *model);
        columns = featureCountOf(saved.representation);
    });
    model->trainingFeatures = readMatrix(archive, "features.npy", path, columns);
    const std::int64_t rows = model->trainingFeatures.rows();
    const auto alpha = readNumbers(archive, "alpha.npy", path, rows);
    model->alpha = Eigen::Map<const Eigen::VectorXd>(alpha.data(), rows);
    if (!model->trainingFeatures.allFinite())
        throw FileError(path, 0, "the part 'features.npy' holds numbers that are not finite");
    if (const auto names = archive.names(); std::ranges::find(names, kFactorName) != names.end())
        model->factor = unpackTriangle(readNumbers(archive, kFactorName, path, rows * (rows + 1) / 2), rows, path);
    saved.trainingStructures = readIndices(archive, path, rows, saved.sources.empty() ? 0 : saved.sources.back().end);
    if (version > 1)
        saved.trainingNames = readNames(archive, path, rows);
    saved.model = std::move(model);
    return saved;
}

} // namespace mbtr
