#include "widgets/panels/training/prediction_line.h"

#include "core/models/training_doubts.h"
#include "widgets/fields/number_text.h"
#include "widgets/fields/units.h"
#include "widgets/work/training/model_desk.h"

#include <algorithm>

namespace mbtr::gui {

namespace {

/// Elements of which the model has seen no structure.
QString untrainedText(const PropertyModel& model, const Structure& structure)
{
    std::vector<int> unknown;
    for (const int element : structure.species)
        if (std::ranges::find(model.trainedElements, element) == model.trainedElements.end()
            && std::ranges::find(unknown, element) == unknown.end())
            unknown.push_back(element);
    if (model.trainedElements.empty() || unknown.empty())
        return {};
    std::ranges::sort(unknown);
    return PredictionLine::tr(" — no structure that trained holds %1: the model knows nothing of it")
        .arg(QString::fromStdString(mbtr::namesOf(unknown)));
}

} // namespace

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
    setText(tr("Predicted %1: %2 %3%4%5")
                .arg(QString::fromStdString(model->target),
                     valueWithSpread(current->prediction.value, current->prediction.predictiveStd), prettyUnit(model->unit),
                     untrainedText(*model, *current->structure), from)
                .trimmed());
}

} // namespace mbtr::gui

#include "moc_prediction_line.cpp"
