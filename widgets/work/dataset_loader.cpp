#include "widgets/work/dataset_loader.h"

#include "core/dataset/filter.h"
#include "core/io/read_dataset.h"
#include "widgets/document/dataset_overview.h"
#include "widgets/document/local_path.h"
#include "widgets/document/session.h"
#include "widgets/jobs/latest_job.h"

#include <QThreadPool>
#include <algorithm>
#include <filesystem>

namespace mbtr::gui {

namespace {

using DatasetPointer = std::shared_ptr<const Dataset>;

/// A large dataset takes long to forget: that too happens in the background, whoever lets go of it last.
DatasetPointer shared(Dataset dataset)
{
    const auto forget = [](const Dataset* old) { QThreadPool::globalInstance()->start([old] { delete old; }); };
    return {new Dataset(std::move(dataset)), forget};
}

DatasetPointer edited(const DatasetPointer& read, const std::vector<DatasetEdit>& edits, Progress& progress)
{
    if (edits.empty())
        return read;
    Dataset copy = *read;
    mbtr::applyEdits(copy, edits, progress);
    return shared(std::move(copy));
}

/// Of files from several folders: which one, seen from the folder that holds them all, as a property to see and to search.
void nameFolders(Dataset& dataset)
{
    std::vector<std::filesystem::path> folders;
    for (const Source& source : dataset.sources)
        folders.push_back(std::filesystem::absolute(source.path).lexically_normal().parent_path());
    const auto isOther = [&](const std::filesystem::path& folder) { return folder != folders.front(); };
    if (std::ranges::none_of(folders, isOther) || dataset.find("folder"))
        return;
    std::filesystem::path common = folders.front();
    const auto holds
        = [&](const std::filesystem::path& folder) { return std::ranges::mismatch(common, folder).in1 == common.end(); };
    while (!std::ranges::all_of(folders, holds))
        common = common.parent_path();
    StructureTexts names {std::vector<std::string>(dataset.structures.size())};
    for (std::size_t s = 0; s < dataset.sources.size(); ++s)
        for (int i = dataset.sources[s].begin; i < dataset.sources[s].end; ++i)
            names.values[static_cast<std::size_t>(i)] = folders[s].lexically_relative(common).string();
    dataset.properties.push_back({"folder", {}, std::move(names)});
}

} // namespace

struct DatasetLoader::Loaded {
    Stamped<Dataset> dataset;
    std::shared_ptr<const DatasetOverview> overview;

    Loaded() = default;
    Loaded(DatasetPointer value, std::uint64_t revision)
        : dataset {std::move(value), revision}
        , overview(overviewOf(*dataset.value))
    {
    }
};

struct DatasetLoader::Jobs {
    LatestJob<Loaded> reading;
    LatestJob<Loaded> editing;
    LatestJob<Stamped<Subset>> subset;

    Jobs(DatasetLoader* loader, JobList& jobs)
        : reading(
            jobs, DatasetLoader::tr("Reading files"), [loader](Loaded read) { loader->takeFiles(std::move(read)); },
            [loader](const QString& problem) {
                loader->showNothing({.severity = Severity::Error, .text = problem.toStdString()});
            })
        , editing(
              jobs, DatasetLoader::tr("Editing properties"), [loader](Loaded edited) { loader->takeEdited(std::move(edited)); },
              jobs.reporter())
        , subset(
              jobs, DatasetLoader::tr("Choosing structures"),
              [loader](Stamped<Subset> chosen) { loader->m_session->setSubset(std::move(chosen)); },
              [loader](const QString& problem) { loader->refuseSubset(problem); })
    {
    }
};

DatasetLoader::DatasetLoader(Session* session, JobList* jobs, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_jobs(std::make_unique<Jobs>(this, *jobs))
{
    connect(session, &Session::inputsChanged, this, [this](Inputs inputs) {
        if (inputs.testFlag(Input::Files))
            readFiles();
        else if (inputs.testFlag(Input::Edits))
            applyEdits();
        else if (inputs.testFlag(Input::Subset))
            selectSubset();
    });
    connect(&m_jobs->reading, &Job::cancelled, this, [this] {
        const QString text = tr("Reading was cancelled. Open the files again to see their structures.");
        showNothing({.severity = Severity::Warning, .text = text.toStdString()});
    });
}

DatasetLoader::~DatasetLoader() = default;

void DatasetLoader::readFiles()
{
    m_jobs->editing.cancel();
    m_jobs->subset.cancel();
    std::vector<std::string> paths;
    for (const QString& path : m_session->files())
        paths.push_back(localPath(path));
    // The destructor waits for the job, and events to an object die with it.
    m_jobs->reading.start(
        [this, paths, options = m_session->readOptions(), revision = m_session->revision(Stage::Dataset)](Progress& progress) {
            const auto show = [&](Dataset first) {
                nameFolders(first);
                const Loaded part(shared(std::move(first)), revision);
                QMetaObject::invokeMethod(
                    this, [this, part] { showFirst(part); }, Qt::QueuedConnection);
            };
            Dataset all = mbtr::readFiles(paths, progress, options, show);
            nameFolders(all);
            return Loaded(shared(std::move(all)), revision);
        });
}

void DatasetLoader::showFirst(const Loaded& first)
{
    if (m_jobs->reading.isRunning() && first.dataset.revision == m_session->revision(Stage::Dataset))
        m_session->showFirstStructures(first.dataset.value, first.overview);
}

void DatasetLoader::takeFiles(Loaded result)
{
    m_read = result.dataset.value;
    const bool asRead = m_session->dataSettings().edits.empty();
    m_session->setDataset({m_read, asRead ? m_session->revision(Stage::Dataset) : 0}, std::move(result.overview));
    if (!m_session->dataSettings().edits.empty()) // chosen while the first structures were shown
        applyEdits();
    else
        selectSubset();
}

/// The structures shown before are not those of the files that are open now.
void DatasetLoader::showNothing(const Message& reason)
{
    Dataset none;
    none.messages.push_back(reason);
    m_read = shared(std::move(none));
    m_session->setDataset({m_read, m_session->revision(Stage::Dataset)});
}

void DatasetLoader::takeEdited(Loaded edited)
{
    m_session->setEditedDataset(std::move(edited.dataset), std::move(edited.overview));
    selectSubset();
}

void DatasetLoader::applyEdits()
{
    m_jobs->subset.cancel();
    if (!m_read || m_jobs->reading.isRunning())
        return;
    m_jobs->editing.start([read = m_read, edits = m_session->dataSettings().edits,
                           revision = m_session->revision(Stage::Dataset)](Progress& progress) {
        return Loaded(edited(read, edits, progress), revision);
    });
}

void DatasetLoader::selectSubset()
{
    m_jobs->subset.cancel();
    if (m_session->isFresh(Stage::Subset) || !m_session->isFresh(Stage::Dataset))
        return;
    m_jobs->subset.start([dataset = m_session->dataset().value, settings = m_session->dataSettings().subset,
                          revision = m_session->revision(Stage::Subset)](Progress& progress) mutable {
        settings.filter = filterOfSearch(*dataset, settings.filter);
        return Stamped<Subset> {
            std::make_shared<const Subset>(Subset {dataset, selectStructures(*dataset, settings, progress), {}}), revision};
    });
}

/// For instance where undoing has taken away a property that the filter asks for.
void DatasetLoader::refuseSubset(const QString& problem)
{
    m_session->setSubset(
        {std::make_shared<const Subset>(Subset {m_session->dataset().value, {}, problem}), m_session->revision(Stage::Subset)});
}

} // namespace mbtr::gui

#include "moc_dataset_loader.cpp"
