#include "widgets/panels/training/prediction_line.h"

#include "widgets/fields/units.h"
#include "widgets/work/training/model_desk.h"

namespace mbtr::gui {

PredictionLine::PredictionLine(ModelDesk* desk, QWidget* parent)
    : QLabel(parent)
    , m_desk(desk)
{
    setObjectName("predictionLine");
    setAccessibleName(tr("Prediction for the current structure"));
    setToolTip(tr("What the model says about this structure as it is now, edits included, and the standard deviation of the "
                  "Gaussian process (kernel ridge regression seen as one)"));
    setMargin(6);
    setTextFormat(Qt::PlainText);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setWordWrap(true);
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(desk, &ModelDesk::predictionChanged, this, &PredictionLine::showPrediction);
    connect(desk, &ModelDesk::modelChanged, this, &PredictionLine::showPrediction);
    showPrediction();
}

void PredictionLine::showPrediction()
{
    const auto model = m_desk->model();
    setVisible(model != nullptr);
    if (!model)
        return;
    const auto current = m_desk->current();
    setEnabled(m_desk->isFresh() || !m_desk->problem().isEmpty());
    if (!m_desk->problem().isEmpty())
        return setText(m_desk->problem());
    if (!current)
        return setText(tr("Predicting ..."));
    const QString from = m_desk->fileName().isEmpty() ? QString() : tr("  (%1)").arg(m_desk->fileName());
    setText(tr("Predicted %1: %2 ± %3 %4%5")
                .arg(QString::fromStdString(model->target), QString::number(current->prediction.value, 'g', 7),
                     QString::number(current->prediction.predictiveStd, 'g', 2), prettyUnit(model->unit), from)
                .trimmed());
}

} // namespace mbtr::gui

#include "moc_prediction_line.cpp"
