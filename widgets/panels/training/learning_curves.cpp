#include "widgets/panels/training/learning_curves.h"

#include "widgets/fields/buttons.h"
#include "widgets/fields/number_field.h"
#include "widgets/fields/units.h"
#include "widgets/work/training/learning_curve_study.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <algorithm>
#include <cmath>

namespace mbtr::gui {

LearningCurves::LearningCurves(LearningCurveStudy* study, QWidget* parent)
    : QWidget(parent)
    , m_study(study)
    , m_plot(new SeriesPlot(SeriesPlot::Scale::LogLog, this))
    , m_repeats(new NumberField({.min = 1, .max = 50, .whole = true, .step = 1}, this))
    , m_add(makeButton("addCurve", tr("Add curve"),
                       tr("A curve with the settings of the form, for the number of training structures there and its halves"),
                       this))
    , m_stop(makeButton("stopCurve", {},
                        tr("What is computed stays, also for the next start of the program; it goes on where it was stopped"),
                        this))
    , m_clear(makeButton("clearCurves", tr("Clear"), tr("Removes all curves"), this))
    , m_text(new QLabel(this))
{
    setObjectName("learningCurves");
    m_plot->setObjectName("learningPlot");
    m_plot->setAccessibleName(tr("Error against the number of training structures"));
    m_text->setObjectName("curveText");
    m_text->setWordWrap(true);
    m_text->setMargin(6);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(makeTop());
    layout->addWidget(m_text);
    layout->addWidget(m_plot, 1);
    layout->addStretch(0); // holds the text at the top while there is no plot
    connect(study, &LearningCurveStudy::changed, this, &LearningCurves::showCurves);
    connect(study, &LearningCurveStudy::progressed, this, &LearningCurves::showCurves);
    showCurves();
}

QLayout* LearningCurves::makeTop()
{
    m_repeats->setObjectName("repeats");
    m_repeats->describe(tr("Repeats"), tr("How often each size is trained with another draw of structures"));
    m_repeats->setValue(3);
    m_add->setAccessibleName(tr("Add a learning curve"));
    m_stop->setAccessibleName(tr("Stop or continue the learning curve"));
    m_clear->setAccessibleName(tr("Remove all curves"));
    auto* top = new QHBoxLayout;
    top->setContentsMargins(8, 6, 8, 0);
    auto* label = new QLabel(tr("Repeats"), this);
    for (QWidget* widget : std::initializer_list<QWidget*> {m_add, m_stop, m_clear, label, m_repeats})
        top->addWidget(widget);
    top->insertSpacing(3, 8);
    top->addStretch(1);
    connect(m_add, &QPushButton::clicked, this, [this] { m_study->add(m_repeats->wholeNumber()); });
    connect(m_stop, &QPushButton::clicked, this, [this] { m_study->isRunning() ? m_study->cancel() : m_study->resume(); });
    connect(m_clear, &QPushButton::clicked, m_study, &LearningCurveStudy::clear);
    return top;
}

QString LearningCurves::nameOf(int curve) const
{
    const TrainingSettings& training = m_study->settings(curve);
    const QStringList titles {tr("MBTR"), tr("Coulomb matrix"), tr("bag of bonds")};
    const QString name = tr("%1, %2").arg(titles[static_cast<int>(training.representation)],
                                          QString::fromStdString(std::string(mbtr::nameOf(training.kernel))));
    return training.compositionBaseline ? name + tr(", baseline") : name;
}

/// Means of the repeats, and one standard deviation to either side.
PlotSeries LearningCurves::meanOf(int curve) const
{
    PlotSeries mean {.name = nameOf(curve), .x = {}, .y = {}, .style = PlotSeries::LineAndPoints, .color = curve};
    for (const LearningPoint& point : m_study->points(curve)) {
        const MeanAndStd error = meanAndStd(point.rmse);
        mean.x.push_back(point.size);
        mean.y.push_back(error.mean);
        mean.low.push_back(std::max(error.mean - error.std, 1e-3 * error.mean)); // logarithmic axes have no 0
        mean.high.push_back(error.mean + error.std);
    }
    return mean;
}

/// The law that fits the curve as a line of its own, and in words; empty where there are too few points.
QString LearningCurves::addFit(int curve, const PlotSeries& mean, std::vector<PlotSeries>& series) const
{
    const auto law = fitPowerLaw(m_study->points(curve));
    if (!law)
        return {};
    PlotSeries line {.name = tr("fit, n^%1").arg(law->exponent, 0, 'f', 2),
                     .x = {mean.x.front(), mean.x.back()},
                     .y = {},
                     .style = PlotSeries::DashedLine,
                     .color = curve};
    for (const double x : line.x)
        line.y.push_back(law->factor * std::pow(x, law->exponent));
    series.push_back(std::move(line));
    return tr("%1: RMSE = %2 × n^%3")
        .arg(mean.name, QString::number(law->factor, 'g', 3) + afterNumber(m_study->unit()),
             QString::number(law->exponent, 'f', 2));
}

void LearningCurves::showCurves()
{
    std::vector<PlotSeries> series;
    QStringList laws;
    for (int curve = 0; curve < m_study->count(); ++curve) {
        const PlotSeries mean = meanOf(curve);
        if (const QString law = addFit(curve, mean, series); !law.isEmpty())
            laws << law;
        series.push_back(mean);
    }
    m_plot->setAxes({.label = tr("training structures"), .unit = {}},
                    {.label = tr("RMSE of validation"), .unit = prettyUnit(m_study->unit())});
    m_plot->setSeries(std::move(series));
    m_text->setText(!m_study->problem().isEmpty() ? m_study->problem()
                        : laws.isEmpty() ? tr("Add a curve: the model of the form, trained on more and more structures. Bands: "
                                              "one standard deviation of the repeats.")
                                         : laws.join("\n"));
    showState();
}

void LearningCurves::showState()
{
    m_stop->setText(m_study->isRunning() ? tr("Stop") : tr("Continue"));
    m_stop->setEnabled(m_study->isRunning() || !m_study->isComplete());
    m_clear->setEnabled(m_study->count() > 0);
    m_plot->setVisible(m_study->count() > 0);
}

} // namespace mbtr::gui

#include "moc_learning_curves.cpp"
