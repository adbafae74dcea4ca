#include "core/base/error.h"
#include "core/dataset/subset.h"
#include "core/io/detect_format.h"
#include "core/io/format.h"
#include "core/io/read_dataset.h"

#include <algorithm>
#include <chrono>
#include <filesystem>

namespace mbtr {

namespace {

constexpr int kFirstStructures = 500;
constexpr std::uintmax_t kLargeFile = 1'000'000; // bytes; smaller ones are read in less than a tenth of a second
constexpr std::chrono::milliseconds kBetweenParts {200};

bool isKnown(const std::string& path)
{
    return formatOfSuffix(formatSuffix(path)) != nullptr;
}

ReadOptions optionsFor(const std::string& path, const OptionsOfFiles& optionsOf)
{
    const auto found = optionsOf.find(path);
    return found == optionsOf.end() ? ReadOptions() : found->second;
}

bool isFolder(const std::string& path)
{
    std::error_code ignored;
    return std::filesystem::is_directory(path, ignored);
}

bool isLarge(const std::string& path)
{
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    return !error && size >= kLargeFile;
}

/// Reports nothing, for a first look; whoever waits can still cancel.
class Quiet : public Progress {
public:
    explicit Quiet(const Progress& outer)
        : m_outer(outer)
    {
    }
    bool cancelled() const override { return m_outer.cancelled(); }

private:
    const Progress& m_outer;
};

/// Hands out what is there: at most every 200 ms, and only where it has doubled, so that copying stays a small part of reading.
class Parts {
public:
    explicit Parts(const PartialSink& sink)
        : m_sink(sink)
    {
    }
    void start(const std::string& path, const ReadOptions& options, Progress& progress)
    {
        if (!m_sink || !isLarge(path))
            return;
        try {
            Quiet quiet(progress);
            Dataset first = readFirst(path, kFirstStructures, quiet, options);
            progress.throwIfCancelled();
            m_given = static_cast<std::size_t>(first.size());
            m_sink(std::move(first));
        } catch (const FileError&) { // told when the whole file is read
        }
    }
    void add(const Dataset& all)
    {
        const auto now = std::chrono::steady_clock::now();
        if (!m_sink || now - m_last < kBetweenParts || all.structures.size() < 2 * m_given || all.structures.empty())
            return;
        m_last = now;
        m_given = all.structures.size();
        m_sink(all);
    }

private:
    const PartialSink& m_sink;
    std::chrono::steady_clock::time_point m_last = std::chrono::steady_clock::now();
    std::size_t m_given = 0;
};

void addError(Dataset& dataset, const FileError& error)
{
    dataset.messages.push_back({Severity::Error, error.path(), error.line(), error.message()});
}

bool isError(const Message& message)
{
    return message.severity == Severity::Error;
}

struct FileToRead {
    std::string path;
    bool isOfFolder = false; ///< nobody has named it: it may be something else
};

void addProblem(Dataset& dataset, const FileToRead& file, const FileError& error)
{
    if (file.isOfFolder)
        dataset.messages.push_back({Severity::Warning, error.path(), error.line(), "skipped: " + error.message()});
    else
        addError(dataset, error);
}

/// Files of all folders, in order; what is wrong with a folder becomes a message.
std::vector<FileToRead> allFilesOf(std::span<const std::string> paths, Dataset& dataset)
{
    std::vector<FileToRead> files;
    for (const std::string& path : paths) {
        try {
            for (std::string& file : filesOf(path))
                files.push_back({std::move(file), isFolder(path)});
        } catch (const FileError& error) {
            addError(dataset, error);
        }
    }
    return files;
}

} // namespace

std::vector<std::string> filesOf(const std::string& path)
{
    if (!isFolder(path))
        return {path};
    std::vector<std::string> files;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(path, error))
        if (entry.is_regular_file(error) && isKnown(entry.path().string()))
            files.push_back(entry.path().string());
    if (files.empty())
        throw FileError(path, 0, error ? "cannot be opened: " + error.message() : "is a folder without files of a known format");
    std::sort(files.begin(), files.end(), [](const std::string& a, const std::string& b) {
        return isNaturallyLess(a, b) || (!isNaturallyLess(b, a) && a < b);
    });
    return files;
}

void addFileNames(Dataset& dataset)
{
    if (dataset.find("file"))
        return;
    StructureTexts names {std::vector<std::string>(dataset.structures.size())};
    for (const Source& source : dataset.sources)
        std::fill(names.values.begin() + source.begin, names.values.begin() + source.end,
                  std::filesystem::path(source.path).filename().string());
    dataset.properties.push_back({"file", "", std::move(names)});
}

Dataset readFiles(std::span<const std::string> paths, Progress& progress, const OptionsOfFiles& optionsOf,
                  const PartialSink& partial)
{
    Dataset all;
    const std::vector<FileToRead> files = allFilesOf(paths, all);
    const double share = 1.0 / static_cast<double>(std::max<std::size_t>(files.size(), 1));
    Parts parts(partial);
    if (!files.empty())
        parts.start(files.front().path, optionsFor(files.front().path, optionsOf), progress);
    for (std::size_t i = 0; i < files.size(); ++i) {
        SubProgress part(progress, static_cast<double>(i) * share, static_cast<double>(i + 1) * share);
        try {
            append(all, readFile(files[i].path, part, optionsFor(files[i].path, optionsOf)));
            if (i + 1 < files.size())
                parts.add(all);
        } catch (const MissingElements& error) {
            addProblem(all, files[i], error);
            all.questions.push_back({files[i].path, error.species()});
        } catch (const FileError& error) {
            addProblem(all, files[i], error);
        }
    }
    if (all.structures.empty() && all.questions.empty() && !files.empty()
        && std::none_of(all.messages.begin(), all.messages.end(), isError))
        all.messages.push_back({Severity::Error, paths.front(), 0, "holds no file that can be read"});
    if (std::any_of(paths.begin(), paths.end(), isFolder))
        addFileNames(all);
    return all;
}

} // namespace mbtr
