#include "core/store/gdml_checkpoint.h"

#include "core/base/error.h"
#include "core/chemistry/structure_fingerprint.h"
#include "core/store/model_parts.h"
#include "core/store/zip_archive.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <nlohmann/json.hpp>

namespace mbtr {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kCheckpointFormat = "MBTR Explorer unfinished force model";
constexpr std::chrono::seconds kSaveEvery {1};

Json toJson(const GdmlSearchPoint& point)
{
    return {point.length, point.lambda, point.sigma, point.geometries,
            std::isfinite(point.forceMae) ? Json(point.forceMae) : Json()};
}

GdmlSearchPoint pointFrom(const Json& json)
{
    const auto numberAt = [&](std::size_t i) {
        const double number = json.at(i).get<double>();
        if (!(number >= 0 && std::isfinite(number)))
            throw SettingsError("search", "must hold numbers, 0 or larger, holds " + json.dump());
        return number;
    };
    const double geometries = numberAt(3);
    if (geometries > std::numeric_limits<int>::max() || geometries != std::floor(geometries))
        throw SettingsError("search", "must hold a number of geometries, holds " + json.dump());
    return {numberAt(0), numberAt(1), numberAt(2), static_cast<int>(geometries),
            json.at(4).is_null() ? std::numeric_limits<double>::infinity() : numberAt(4)};
}

void requireResiduals(const std::vector<double>& residuals)
{
    if (!std::all_of(residuals.begin(), residuals.end(),
                     [](double residual) { return residual >= 0 && std::isfinite(residual); }))
        throw SettingsError("residuals", "must be numbers, 0 or larger");
}

GdmlCheckpoint parse(const std::string& path, const std::string& text)
{
    const Json json = parsePart(path, "checkpoint.json", text);
    try {
        if (json.at("format") != kCheckpointFormat)
            throw FileError(path, 0, "is not an unfinished training of this program");
        GdmlCheckpoint checkpoint {.fingerprint = json.at("fingerprint"), .residuals = json.at("residuals")};
        requireResiduals(checkpoint.residuals);
        for (const Json& point : json.at("search"))
            checkpoint.search.push_back(pointFrom(point));
        return checkpoint;
    } catch (const nlohmann::json::exception& error) {
        throw FileError(path, 0, std::string("the part 'checkpoint.json' is damaged: ") + error.what());
    } catch (const SettingsError& error) {
        throw FileError(path, 0, std::string("the part 'checkpoint.json' is damaged: ") + error.what());
    }
}

} // namespace

std::string fingerprintOf(const ForceData& data, const Split& split, const GdmlTrainingSettings& settings)
{
    Fingerprint fingerprint;
    for (const Structure& structure : data.geometries)
        addStructure(fingerprint, structure);
    for (const Eigen::Matrix3Xd& forces : data.forces)
        fingerprint.add<double>({forces.data(), static_cast<std::size_t>(forces.size())});
    fingerprint.add<int>(split.train);
    fingerprint.add<int>(split.validate);
    fingerprint.add(textOf(settings));
    return fingerprint.text();
}

void writeCheckpoint(const GdmlCheckpoint& checkpoint, const std::string& path)
{
    Json points = Json::array();
    for (const GdmlSearchPoint& point : checkpoint.search)
        points.push_back(toJson(point));
    ZipWriter archive(path);
    archive.add("checkpoint.json",
                Json {{"format", kCheckpointFormat},
                      {"fingerprint", checkpoint.fingerprint},
                      {"search", points},
                      {"residuals", checkpoint.residuals}}
                    .dump());
    archive.addArray("weights.npy", {"<f8", {checkpoint.weights.size()}},
                     std::as_bytes(std::span(checkpoint.weights.data(), static_cast<std::size_t>(checkpoint.weights.size()))));
    archive.finish();
}

std::optional<GdmlCheckpoint> readCheckpoint(const std::string& path)
{
    if (!std::filesystem::exists(path))
        return std::nullopt;
    const ZipReader archive(path);
    GdmlCheckpoint checkpoint = parse(path, archive.text("checkpoint.json"));
    archive.readArray("weights.npy", [&](const NpyHeader& header) {
        if (header.type != "<f8" || header.shape.size() != 1)
            throw FileError(path, 0, "the part 'weights.npy' is no list of numbers");
        checkpoint.weights.resize(header.shape[0]);
        return std::as_writable_bytes(std::span(checkpoint.weights.data(), static_cast<std::size_t>(checkpoint.weights.size())));
    });
    if (!checkpoint.weights.allFinite())
        throw FileError(path, 0, "the part 'weights.npy' holds numbers that are not finite");
    if (checkpoint.residuals.empty() != (checkpoint.weights.size() == 0))
        throw FileError(path, 0, "the part 'weights.npy' does not fit the steps of the solver in 'checkpoint.json'");
    return checkpoint;
}

CheckpointKeeper::CheckpointKeeper(std::string path, const std::string& fingerprint)
    : m_path(std::move(path))
    , m_saved(std::chrono::steady_clock::now())
{
    m_now.fingerprint = fingerprint;
    const auto before = readCheckpoint(m_path);
    if (!before)
        return;
    if (before->fingerprint != fingerprint)
        throw FileError(m_path, 0, "belongs to a training of other data or with other settings; remove it or name another file");
    m_found = m_now = *before;
}

CheckpointKeeper::~CheckpointKeeper()
{
    try {
        if (!m_isSaved)
            writeCheckpoint(m_now, m_path);
    } catch (const FileError&) {
        // the training ends with an error of its own; what was saved before stays
    }
}

GdmlWatch CheckpointKeeper::keeping(GdmlWatch watch)
{
    watch.known.insert(watch.known.end(), m_found.search.begin(), m_found.search.end());
    watch.begin = m_found.weights;
    watch.stepsBefore = static_cast<int>(m_found.residuals.size());
    watch.onPoint = [this, tell = watch.onPoint](const GdmlSearchPoint& point) {
        add(point);
        if (tell)
            tell(point);
    };
    watch.onStep = [this, tell = watch.onStep](const GdmlStep& step) {
        add(step);
        if (tell)
            tell(step);
    };
    return watch;
}

void CheckpointKeeper::add(const GdmlSearchPoint& point)
{
    if (std::any_of(m_now.search.begin(), m_now.search.end(), [&](const GdmlSearchPoint& p) { return p.isAt(point); }))
        return;
    m_now.search.push_back(point);
    saveNowAndThen();
}

void CheckpointKeeper::add(const GdmlStep& step)
{
    m_now.residuals.push_back(step.residual);
    m_now.weights = step.weights;
    saveNowAndThen();
}

void CheckpointKeeper::saveNowAndThen()
{
    m_isSaved = false;
    const auto now = std::chrono::steady_clock::now();
    if (now - m_saved < kSaveEvery)
        return;
    writeCheckpoint(m_now, m_path);
    m_saved = now;
    m_isSaved = true;
}

void CheckpointKeeper::remove()
{
    m_isSaved = true;
    std::error_code ignored; // it may never have been written
    std::filesystem::remove(m_path, ignored);
}

} // namespace mbtr
