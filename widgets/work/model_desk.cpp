#include "widgets/work/model_desk.h"

#include "core/base/text.h"
#include "core/base/whole_file.h"
#include "core/models/variance.h"
#include "core/store/model_file.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/jobs/job_list.h"
#include "widgets/jobs/latest_job.h"

#include <QFile>
#include <QFileInfo>
#include <ostream>

namespace mbtr::gui {

namespace {

constexpr std::chrono::milliseconds kAnswerDelay {30};

using Answer = std::shared_ptr<const CurrentPrediction>;

struct Loaded {
    std::shared_ptr<const SavedModel> model;
    QStringList changes; ///< of the files it was trained on
};

std::string localPath(const QString& path)
{
    return QFile::encodeName(path).toStdString();
}

Dataset datasetOf(const Structure& structure)
{
    return {.structures = {structure}, .properties = {}, .sources = {}, .messages = {}};
}

Answer answerFor(const std::shared_ptr<const PropertyModel>& model, const std::shared_ptr<const Structure>& structure,
                 Progress& progress)
{
    const Predictor predictor(model, progress);
    const Dataset one = datasetOf(*structure);
    CurrentPrediction current {.structure = structure,
                               .prediction = predictor.predict(one, progress).front(),
                               .training = predictor.trainingParts(one, progress).front(),
                               .explanation = {}};
    if (model->representation.kind == RepresentationKind::Mbtr)
        current.explanation = explain(*model, *structure, progress);
    return std::make_shared<const CurrentPrediction>(std::move(current));
}

void writeTable(const Dataset& dataset, const std::vector<Prediction>& predictions, const std::string& path)
{
    writeWhole(path, [&](std::ostream& out) {
        out << "structure,name,value,spread\n";
        for (std::size_t i = 0; i < predictions.size(); ++i) {
            std::string name = dataset.structures[i].name;
            std::erase_if(name, [](char c) { return c == '"' || c == '\n' || c == '\r'; });
            out << i << ",\"" << name << "\"," << toText(predictions[i].value) << ',' << toText(predictions[i].spread) << '\n';
        }
    });
}

/// A loaded model keeps its factor, so that each answer is quick.
Loaded prepared(SavedModel saved, Progress& progress)
{
    QStringList changes;
    for (const std::string& sentence : changedSources(saved))
        changes << QString::fromStdString(sentence);
    auto krr = std::make_shared<KrrModel>(*saved.model);
    krr->factor = factorOf(*krr, progress);
    saved.model = std::move(krr);
    return {std::make_shared<const SavedModel>(std::move(saved)), changes};
}

} // namespace

struct ModelDesk::Jobs {
    LatestJob<Answer> answer {ModelDesk::tr("Predicting")};
    LatestJob<Loaded> load {ModelDesk::tr("Loading the model")};
    LatestJob<QString> write {ModelDesk::tr("Writing")};
    QString loading;
};

ModelDesk::ModelDesk(Session* session, Selection* selection, JobList* jobs, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_selection(selection)
    , m_jobs(std::make_unique<Jobs>())
{
    for (Job* job : std::initializer_list<Job*> {&m_jobs->answer, &m_jobs->load, &m_jobs->write})
        jobs->add(job);
    connect(session, &Session::resultChanged, this, [this](Stage stage) {
        if (stage == Stage::Model)
            takeTrained();
    });
    connect(selection, &Selection::structureChanged, this, &ModelDesk::ask);
    connect(selection, &Selection::previewChanged, this, &ModelDesk::askSoon);
    connect(session, &Session::structureEdited, this, &ModelDesk::ask);
    connect(&m_jobs->answer, &Job::finished, this, [this] {
        m_current = m_jobs->answer.takeResult();
        m_fresh = !m_askAgain;
        emit predictionChanged();
        if (m_askAgain)
            ask();
    });
    connect(&m_jobs->answer, &Job::failed, this, [this](const QString& problem) {
        m_problem = problem;
        m_current = nullptr;
        emit predictionChanged();
        if (m_askAgain)
            ask();
    });
    connect(&m_jobs->load, &Job::finished, this, &ModelDesk::takeLoaded);
    connect(&m_jobs->write, &Job::finished, this, [this] { emit done(m_jobs->write.takeResult()); });
    for (Job* job : std::initializer_list<Job*> {&m_jobs->load, &m_jobs->write})
        connect(job, &Job::failed, this, &ModelDesk::failed);
}

ModelDesk::~ModelDesk() = default;

void ModelDesk::takeTrained()
{
    const auto result = m_session->model().value;
    const auto dataset = m_session->dataset().value;
    if (!result || !result->representation || !dataset) {
        if (m_fileName.isEmpty())
            use(nullptr);
        return;
    }
    m_fileName.clear();
    m_names.clear();
    m_rows = result->split.train;
    for (const int row : m_rows) {
        const std::string& name = dataset->structures[static_cast<std::size_t>(row)].name;
        m_names << (name.empty() ? QString("#%1").arg(row + 1) : QString::fromStdString(name));
    }
    use(std::make_shared<const PropertyModel>(propertyModel(*result, *result->representation)));
}

void ModelDesk::takeLoaded()
{
    const auto [saved, changes] = m_jobs->load.takeResult();
    m_fileName = QFileInfo(m_jobs->loading).fileName();
    m_rows.clear();
    m_names.clear();
    for (std::size_t i = 0; i < saved->trainingStructures.size(); ++i)
        m_names << (i < saved->trainingNames.size() ? QString::fromStdString(saved->trainingNames[i])
                                                    : QString("#%1").arg(saved->trainingStructures[i] + 1));
    use(saved);
    emit done(tr("%1: a model of %2, trained on %3 structures%4.")
                  .arg(m_fileName, QString::fromStdString(saved->target))
                  .arg(saved->trainingStructures.size())
                  .arg(saved->created.empty() ? QString() : tr(" at %1").arg(QString::fromStdString(saved->created))));
    for (const QString& change : changes)
        emit failed(change);
}

void ModelDesk::use(std::shared_ptr<const PropertyModel> model)
{
    m_model = std::move(model);
    m_current = nullptr;
    emit modelChanged();
    ask();
}

void ModelDesk::askSoon()
{
    if (shownStructure(*m_session, *m_selection).structure == m_asked)
        return;
    m_askAgain = m_jobs->answer.isRunning();
    if (!m_askAgain)
        ask();
}

void ModelDesk::ask()
{
    m_asked = shownStructure(*m_session, *m_selection).structure;
    m_askAgain = false;
    m_fresh = false;
    m_problem.clear();
    if (!m_asked || !m_model) {
        m_jobs->answer.cancel();
        m_current = nullptr;
    } else {
        m_jobs->answer.start(
            [model = m_model, structure = m_asked](Progress& progress) { return answerFor(model, structure, progress); },
            kAnswerDelay);
    }
    emit predictionChanged();
}

void ModelDesk::load(const QString& path)
{
    m_jobs->loading = path;
    m_jobs->load.start([path](Progress& progress) { return prepared(readModel(localPath(path)), progress); });
}

void ModelDesk::save(const QString& path)
{
    const auto result = m_session->model().value;
    const auto dataset = m_session->dataset().value;
    if (!result || !result->representation || !dataset)
        return emit failed(tr("There is no model trained here to save."));
    m_jobs->write.start([result, dataset, path](Progress&) {
        writeModel(savedModel(*result, *dataset, *result->representation), localPath(path));
        return tr("The model was saved to %1.").arg(path);
    });
}

void ModelDesk::predictAll(const QString& path)
{
    const auto dataset = m_session->dataset().value;
    if (!m_model || !dataset)
        return emit failed(tr("There is no model or no structure to predict."));
    m_jobs->write.start([model = m_model, dataset, path](Progress& progress) {
        writeTable(*dataset, Predictor(model, progress).predict(*dataset, progress), localPath(path));
        return tr("%1 predictions were written to %2.").arg(dataset->size()).arg(path);
    });
}

} // namespace mbtr::gui

#include "moc_model_desk.cpp"
