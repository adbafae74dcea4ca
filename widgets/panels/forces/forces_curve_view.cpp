#include "widgets/panels/forces/forces_curve_view.h"

#include "core/gdml/force_units.h"
#include "widgets/fields/field_style.h"
#include "widgets/fields/units.h"
#include "widgets/plots/point_plot.h"
#include "widgets/work/forces/force_trainer.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace mbtr::gui {

ForcesCurveView::ForcesCurveView(ForceTrainer* trainer, QWidget* parent)
    : QWidget(parent)
    , m_trainer(trainer)
    , m_sizes(new QLineEdit(QStringLiteral("10, 20, 50, 100, 200"), this))
    , m_both(new QCheckBox(tr("both descriptors"), this))
    , m_compute(new QPushButton(tr("Compute"), this))
    , m_text(makeProblemLabel(this))
    , m_plot(new PointPlot(this))
{
    m_sizes->setObjectName("curveSizes");
    m_sizes->setAccessibleName(tr("Numbers of training geometries"));
    m_sizes->setToolTip(tr("Numbers of training geometries, with commas; points that are there already are not computed again"));
    m_both->setObjectName("curveBoth");
    m_both->setAccessibleName(m_both->text());
    m_both->setToolTip(tr("Distances and MBTR in one plot; the search for MBTR takes longer"));
    m_both->setChecked(true);
    m_compute->setObjectName("curveCompute");
    m_compute->setAccessibleName(tr("Compute the learning curve"));
    m_compute->setToolTip(tr("Trains a model of each size in the background, the small ones first"));
    m_text->setObjectName("curveProblem");
    m_plot->setObjectName("curvePlot");
    m_plot->setAccessibleName(tr("Learning curve of the forces"));
    m_plot->setScales(Scale::Logarithmic, Scale::Logarithmic);
    auto* row = new QHBoxLayout;
    auto* label = new QLabel(tr("Train on"), this);
    label->setBuddy(m_sizes);
    row->addWidget(label);
    row->addWidget(m_sizes, 1);
    row->addWidget(m_both);
    row->addWidget(m_compute);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 4);
    layout->addLayout(row);
    layout->addWidget(m_text);
    layout->addWidget(m_plot, 1);
    connect(m_compute, &QPushButton::clicked, this, &ForcesCurveView::compute);
    connect(trainer, &ForceTrainer::pointsChanged, this, &ForcesCurveView::show);
    connect(trainer, &ForceTrainer::stateChanged, this, &ForcesCurveView::showState);
    show();
    showState();
}

void ForcesCurveView::compute()
{
    std::vector<int> sizes;
    const int most = m_trainer->dataset() ? m_trainer->dataset()->size() - 1 : 0;
    for (const QString& word : m_sizes->text().split(',')) {
        bool isNumber = false;
        const int size = word.trimmed().toInt(&isNumber);
        if (!isNumber || size < 2 || size > most)
            return showProblem(m_text,
                               tr("\"%1\" is not a number of training geometries from 2 to %2.").arg(word.trimmed()).arg(most));
        sizes.push_back(size);
    }
    std::sort(sizes.begin(), sizes.end());
    showProblem(m_text, {});
    m_trainer->computeCurve(sizes, m_both->isChecked());
}

void ForcesCurveView::show()
{
    std::vector<PointSeries> series;
    for (const GdmlDescriptor descriptor : {GdmlDescriptor::Distances, GdmlDescriptor::Mbtr}) {
        std::vector<ForceLearningPoint> points;
        for (const ForceLearningPoint& point : m_trainer->curve())
            if (point.descriptor == descriptor)
                points.push_back(point);
        std::sort(points.begin(), points.end(),
                  [](const ForceLearningPoint& a, const ForceLearningPoint& b) { return a.size < b.size; });
        PointSeries one {.name = descriptor == GdmlDescriptor::Distances ? tr("distances") : tr("MBTR"), .x = {}, .y = {}};
        for (const ForceLearningPoint& point : points) {
            one.x.push_back(point.size);
            one.y.push_back(point.errors.forceMae);
        }
        series.push_back(std::move(one));
    }
    const auto dataset = m_trainer->dataset();
    const bool isReady = dataset && dataset->find(m_trainer->settings().forces);
    const std::string unit = isReady ? forceUnits(*dataset, m_trainer->settings()).forces : std::string();
    m_plot->setAxes({.label = tr("training geometries"), .unit = {}},
                    {.label = tr("force MAE, validation"), .unit = prettyUnit(unit)});
    m_plot->setScales(Scale::Logarithmic, Scale::Logarithmic);
    m_plot->setSeries(std::move(series));
}

void ForcesCurveView::showState()
{
    m_compute->setEnabled(m_trainer->dataset() && m_trainer->obstacle().isEmpty() && !m_trainer->isComputingCurve()
                          && !m_trainer->isTraining());
}

} // namespace mbtr::gui

#include "moc_forces_curve_view.cpp"
