#include "widgets/work/model_files.h"

#include "core/models/variance.h"
#include "widgets/document/local_path.h"
#include "widgets/jobs/latest_job.h"

namespace mbtr::gui {

namespace {

std::shared_ptr<const SavedModel> withFactor(SavedModel saved, Progress& progress)
{
    auto krr = std::make_shared<KrrModel>(*saved.model);
    krr->factor = factorOf(*krr, progress);
    saved.model = std::move(krr);
    return std::make_shared<const SavedModel>(std::move(saved));
}

QStringList listOf(const std::vector<std::string>& texts)
{
    QStringList list;
    for (const std::string& text : texts)
        list << QString::fromStdString(text);
    return list;
}

} // namespace

ModelFiles::ModelFiles(JobList* jobs, QObject* parent)
    : QObject(parent)
    , m_reading(std::make_unique<LatestJob<Loaded>>(
          *jobs, tr("Loading the model"), [this](const Loaded& loaded) { take(loaded); },
          [this](const QString& problem) { emit failed(problem); }))
    , m_writing(std::make_unique<LatestJob<QString>>(
          *jobs, tr("Writing"), [this](const QString& sentence) { emit written(sentence); },
          [this](const QString& problem) { emit failed(problem); }))
    , m_checking(std::make_unique<LatestJob<QStringList>>(
          *jobs, tr("Reading the files a model was trained on"),
          [this](const QStringList& changes) { emit sourcesChecked(changes); },
          [this](const QString& problem) { emit failed(problem); }))
{
}

ModelFiles::~ModelFiles() = default;

void ModelFiles::loadPropertyModel(const QString& path)
{
    m_path = path;
    m_reading->start([path](Progress& progress) -> Loaded { return withFactor(readModel(localPath(path)), progress); });
}

void ModelFiles::loadForceModel(const QString& path)
{
    m_path = path;
    m_reading->start([path](Progress&) -> Loaded { return readGdml(localPath(path)); });
}

void ModelFiles::checkSources(std::shared_ptr<const SavedModel> model)
{
    m_checking->start([model = std::move(model)](Progress&) { return listOf(changedSources(*model)); });
}

void ModelFiles::write(std::function<QString(Progress&)> writing)
{
    m_writing->start(std::move(writing));
}

void ModelFiles::take(const Loaded& loaded)
{
    if (const auto* model = std::get_if<PropertyModelFile>(&loaded))
        emit propertyModelLoaded(*model, listOf(checkableSources(**model)), m_path);
    else
        emit forceModelLoaded(std::get<SavedGdml>(loaded));
}

} // namespace mbtr::gui

#include "moc_model_files.cpp"
