#include "widgets/work/training/model_desk.h"

#include "core/store/predictions_csv.h"
#include "widgets/document/local_path.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/fields/counting.h"
#include "widgets/fields/structure_text.h"
#include "widgets/jobs/latest_job.h"
#include "widgets/work/model_files.h"

#include <QFileInfo>

namespace mbtr::gui {

namespace {

constexpr std::chrono::milliseconds kAnswerDelay {30};

using Answer = std::shared_ptr<const CurrentPrediction>;

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

} // namespace

ModelDesk::ModelDesk(Session* session, Selection* selection, JobList* jobs, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_selection(selection)
    , m_files(new ModelFiles(jobs, this))
    , m_answer(std::make_unique<LatestJob<Answer>>(
          *jobs, tr("Predicting"), [this](Answer answer) { takeAnswer(std::move(answer), {}); },
          [this](const QString& problem) { takeAnswer(nullptr, problem); }))
{
    connect(session, &Session::resultChanged, this, [this](Stage stage) {
        if (stage == Stage::Model)
            takeTrained();
    });
    connect(selection, &Selection::structureChanged, this, &ModelDesk::ask);
    connect(selection, &Selection::previewChanged, this, &ModelDesk::askSoon);
    connect(session, &Session::structureEdited, this, &ModelDesk::ask);
    connect(m_files, &ModelFiles::propertyModelLoaded, this, &ModelDesk::takeLoaded);
    connect(m_files, &ModelFiles::written, this, &ModelDesk::done);
    connect(m_files, &ModelFiles::sourcesChecked, this, [this](const QStringList& changes) {
        for (const QString& change : changes)
            emit failed(change);
    });
    connect(m_files, &ModelFiles::failed, this, &ModelDesk::failed);
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
    for (const int row : m_rows)
        m_names << structureName(*dataset, row);
    use(std::make_shared<const PropertyModel>(propertyModel(*result, *result->representation)));
}

void ModelDesk::takeLoaded(const std::shared_ptr<const SavedModel>& saved, const QStringList& sources, const QString& path)
{
    m_loaded = saved;
    m_fileName = QFileInfo(path).fileName();
    m_rows.clear();
    m_names.clear();
    for (std::size_t i = 0; i < saved->trainingStructures.size(); ++i)
        m_names << (i < saved->trainingNames.size() ? QString::fromStdString(saved->trainingNames[i])
                                                    : QString("#%1").arg(numberOf(saved->trainingStructures[i])));
    use(saved);
    emit done(tr("%1: a model of %2, trained on %3 structures%4.")
                  .arg(m_fileName, QString::fromStdString(saved->target))
                  .arg(saved->trainingStructures.size())
                  .arg(saved->created.empty() ? QString() : tr(" at %1").arg(QString::fromStdString(saved->created))));
    if (!sources.isEmpty())
        emit sourcesNamed(sources);
}

void ModelDesk::takeAnswer(Answer answer, const QString& problem)
{
    m_current = std::move(answer);
    m_problem = problem;
    m_fresh = m_current && !m_askAgain;
    emit predictionChanged();
    if (m_askAgain)
        ask();
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
    m_askAgain = m_answer->isRunning();
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
        m_answer->cancel();
        m_current = nullptr;
    } else {
        m_answer->start(
            [model = m_model, structure = m_asked](Progress& progress) { return answerFor(model, structure, progress); },
            kAnswerDelay);
    }
    emit predictionChanged();
}

void ModelDesk::load(const QString& path)
{
    m_files->loadPropertyModel(path);
}

void ModelDesk::checkSources()
{
    if (m_loaded)
        m_files->checkSources(m_loaded);
}

void ModelDesk::save(const QString& path)
{
    const auto result = m_session->model().value;
    const auto dataset = m_session->dataset().value;
    if (!result || !result->representation || !dataset)
        return emit failed(tr("There is no model trained here to save."));
    m_files->write([result, dataset, path](Progress&) {
        writeModel(savedModel(*result, *dataset, *result->representation), localPath(path));
        return tr("The model was saved to %1.").arg(path);
    });
}

void ModelDesk::predictAll(const QString& path)
{
    const auto dataset = m_session->dataset().value;
    if (!m_model || !dataset)
        return emit failed(tr("There is no model or no structure to predict."));
    m_files->write([model = m_model, dataset, path](Progress& progress) {
        writePredictions(localPath(path), *dataset, Predictor(model, progress).predict(*dataset, progress));
        return tr("%1 predictions were written to %2.").arg(dataset->size()).arg(path);
    });
}

} // namespace mbtr::gui

#include "moc_model_desk.cpp"
