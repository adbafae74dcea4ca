#include "widgets/panels/training/training_forecast.h"

#include "widgets/document/session.h"
#include "widgets/fields/buttons.h"
#include "widgets/panels/training/training_defaults.h"
#include "widgets/work/training/training_forecaster.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace mbtr::gui {

TrainingForecast::TrainingForecast(Session* session, TrainingForecaster* forecaster, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_forecaster(forecaster)
    , m_estimate(new QLabel(this))
    , m_truncations(new QLabel(this))
    , m_fitting(makeFitting())
    , m_normalizing(makeNormalizing())
{
    m_estimate->setObjectName("estimate");
    m_estimate->setWordWrap(true);
    m_estimate->setForegroundRole(QPalette::PlaceholderText);
    m_estimate->setToolTip(
        tr("Memory is what will be asked for; time is extrapolated from small samples measured on this machine"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_estimate);
    layout->addWidget(m_fitting);
    layout->addWidget(m_normalizing);
    connect(forecaster, &TrainingForecaster::changed, this, &TrainingForecast::showOutlook);
}

QWidget* TrainingForecast::makeFitting()
{
    m_truncations->setObjectName("truncations");
    auto* fit
        = makeButton("fitGridsHere", tr("Fit grids"), tr("Makes all grids of the MBTR as wide as these structures need"), this);
    fit->setAccessibleName(tr("Fit the grids to the structures"));
    connect(fit, &QPushButton::clicked, this, &TrainingForecast::fitGridsAsked);
    return makeAdvice(m_truncations, fit);
}

QWidget* TrainingForecast::makeNormalizing()
{
    auto* text = new QLabel(tr("The target does not grow with the number of atoms, but these features do: two cells of one "
                               "crystal look different to the model."),
                            this);
    text->setObjectName("advice");
    auto* normalize = makeButton("takeAdvice", tr("Normalise by atoms"),
                                 tr("Divides the MBTR by the number of atoms (normalization n_atoms of the Explore page)"), this);
    normalize->setAccessibleName(tr("Take the normalization n_atoms"));
    connect(normalize, &QPushButton::clicked, this, &TrainingForecast::normalize);
    return makeAdvice(text, normalize);
}

QWidget* TrainingForecast::makeAdvice(QLabel* text, QPushButton* button)
{
    auto* advice = new QWidget(this);
    text->setWordWrap(true);
    auto* row = new QHBoxLayout(advice);
    row->setContentsMargins(0, 4, 0, 4);
    row->addWidget(text, 1);
    row->addWidget(button, 0, Qt::AlignTop);
    advice->hide();
    return advice;
}

void TrainingForecast::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_forecaster->setWatched(true);
}

void TrainingForecast::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_forecaster->setWatched(false);
}

/// What was said before stays until there is more to say.
void TrainingForecast::showOutlook()
{
    if (m_forecaster->isRunning())
        return;
    if (!m_forecaster->problem().isEmpty())
        return m_estimate->setText(m_forecaster->problem());
    const auto& outlook = m_forecaster->outlook();
    if (!outlook)
        return;
    m_estimate->setText(estimateSentence(outlook->estimate));
    m_normalizing->setVisible(outlook->wantsNormalization);
    QStringList truncations;
    for (const Message& message : outlook->estimate.truncations)
        truncations << QString::fromStdString(message.text);
    m_truncations->setText(truncations.join('\n'));
    m_fitting->setVisible(!truncations.isEmpty());
}

void TrainingForecast::normalize()
{
    MbtrSettings settings = m_session->mbtrSettings();
    settings.normalization = Normalization::NAtoms;
    m_session->changeMbtrSettings(settings, tr("Normalise by atoms"));
}

} // namespace mbtr::gui

#include "moc_training_forecast.cpp"
