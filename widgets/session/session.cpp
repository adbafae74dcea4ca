#include "widgets/session/session.h"

#include "widgets/session/change_settings_command.h"

#include <QUndoStack>

namespace mbtr::gui {

Session::Session(QObject* parent)
    : QObject(parent)
    , m_mbtr(preset("default"))
    , m_undoStack(new QUndoStack(this))
{
}

Session::~Session() = default;

void Session::openFiles(const QStringList& paths)
{
    m_files = paths;
    bumpFrom(Stage::Dataset);
    emit inputsChanged(Input::Files);
}

void Session::nameElements(const std::string& path, const std::vector<int>& elements)
{
    m_readOptions[path].elements = elements;
    bumpFrom(Stage::Dataset);
    emit inputsChanged(Input::Files);
}

void Session::changeMbtrSettings(const MbtrSettings& settings, const QString& what)
{
    if (settings != m_mbtr)
        m_undoStack->push(new ChangeSettingsCommand(this, m_mbtr, settings, what));
}

void Session::changeTrainingSettings(const TrainingSettings& settings, const QString& what)
{
    if (settings != m_training)
        m_undoStack->push(new ChangeSettingsCommand(this, m_training, settings, what));
}

void Session::adoptTrainingSettings(const TrainingSettings& settings)
{
    if (settings == m_training)
        return;
    m_training = settings;
    bumpFrom(Stage::Model);
    emit inputsChanged(Input::Training);
}

bool Session::isFresh(Stage stage) const
{
    const auto fits = [&](const auto& result) { return result.value && result.revision == revision(stage); };
    switch (stage) {
    case Stage::Dataset:
        return fits(m_dataset);
    case Stage::Features:
        return fits(m_features);
    case Stage::Model:
        return fits(m_model);
    }
    return false;
}

void Session::setDataset(Stamped<Dataset> dataset)
{
    // Rows and indices of older results mean structures that are gone.
    m_features = {};
    m_model = {};
    m_dataset = std::move(dataset);
    emit resultChanged(Stage::Dataset);
    emit resultChanged(Stage::Features);
    emit resultChanged(Stage::Model);
}

void Session::setFeatures(Stamped<FeatureMatrix> features)
{
    m_features = std::move(features);
    emit resultChanged(Stage::Features);
}

void Session::setModel(Stamped<TrainingResult> model)
{
    m_model = std::move(model);
    emit resultChanged(Stage::Model);
}

void Session::bumpFrom(Stage stage)
{
    for (auto i = static_cast<std::size_t>(stage); i < m_revisions.size(); ++i)
        ++m_revisions[i];
}

} // namespace mbtr::gui

#include "moc_session.cpp"
