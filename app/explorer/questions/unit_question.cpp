#include "app/explorer/questions/unit_question.h"

#include "widgets/document/session.h"
#include "widgets/panels/dataset/property_menu.h"
#include "widgets/work/training/pipeline.h"

#include <QInputDialog>

#include <utility>

namespace mbtr::gui {

UnitQuestion::UnitQuestion(Session* session, Pipeline* pipeline, QWidget* window)
    : QObject(window)
    , m_session(session)
    , m_pipeline(pipeline)
    , m_window(window)
{
    connect(pipeline, &Pipeline::trainingStarted, this, &UnitQuestion::look);
    connect(session, &Session::inputsChanged, this, [this](Inputs inputs) {
        if (inputs.testFlag(Input::Files))
            m_waiting = false;
    });
    connect(session, &Session::resultChanged, this, [this] {
        if (m_waiting && m_session->isFresh(Stage::Dataset) && m_session->isFresh(Stage::Subset)
            && std::exchange(m_waiting, false))
            m_pipeline->repeat();
    });
}

void UnitQuestion::look()
{
    if (std::exchange(m_document, m_session->document()) != m_session->document())
        m_without.clear();
    const std::string& target = m_session->trainingSettings().target;
    const Property* property = m_session->dataset().value->find(target);
    if (!property || !property->unit.empty() || m_without.contains(target))
        return;
    m_pipeline->cancelTraining();
    ask(target);
}

void UnitQuestion::ask(const std::string& target)
{
    auto* dialog = new QInputDialog(m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName("unitDialog");
    dialog->setWindowTitle(tr("Unit of %1").arg(QString::fromStdString(target)));
    dialog->setLabelText(tr("The file does not state the unit of %1.\nErrors of the model will be given in it.")
                             .arg(QString::fromStdString(target)));
    dialog->setComboBoxItems(QStringList(tr("(no unit)")) + suggestedUnits());
    dialog->setComboBoxEditable(true);
    dialog->setOkButtonText(tr("Train"));
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this, target](const QString& unit) { take(target, unit.trimmed()); });
    dialog->open();
}

void UnitQuestion::take(const std::string& target, const QString& unit)
{
    if (unit.isEmpty() || unit == tr("(no unit)")) {
        m_without.insert(target);
        return m_pipeline->repeat();
    }
    m_waiting = true;
    auto edits = m_session->dataSettings().edits;
    edits.push_back(StateUnit {target, unit.toStdString()});
    m_session->changeEdits(edits, tr("State the unit of %1").arg(QString::fromStdString(target)));
}

} // namespace mbtr::gui

#include "moc_unit_question.cpp"
