#include "widgets/panels/phases/search_progress.h"

#include "widgets/items/phase_texts.h"
#include "widgets/plots/series_plot.h"
#include "widgets/work/phases/hull_search_study.h"

#include <QHBoxLayout>
#include <functional>

namespace mbtr::gui {

namespace {

QString nameOf(const HullCourse& course)
{
    const auto rule = hullRuleNames()[static_cast<std::size_t>(course.settings.rule)];
    QString name = QString::fromUtf8(rule.data(), static_cast<qsizetype>(rule.size()));
    if (course.settings.batch > 1)
        name += SearchProgress::tr(", batch %1").arg(course.settings.batch);
    return name + SearchProgress::tr(", seed %1").arg(course.settings.seed);
}

PlotSeries seriesOf(const HullCourse& course, int color, const std::function<double(const ReplayRound&)>& value)
{
    PlotSeries series {.name = nameOf(course), .x = {}, .y = {}, .style = PlotSeries::LineAndPoints, .color = color};
    for (const ReplayRound& round : course.rounds) {
        series.x.push_back(round.lookUps);
        series.y.push_back(value(round));
    }
    return series;
}

} // namespace

SearchProgress::SearchProgress(HullSearchStudy* study, QWidget* parent)
    : QWidget(parent)
    , m_study(study)
    , m_chance(new SeriesPlot(SeriesPlot::Scale::Linear, this))
    , m_error(new SeriesPlot(SeriesPlot::Scale::Linear, this))
{
    setObjectName("searchProgress");
    setMinimumHeight(170); // a legend, some five lines of axis, and labels
    m_chance->setObjectName("chancePlot");
    m_chance->setAccessibleName(tr("Chance that something is missing against look-ups"));
    m_chance->setToolTip(tr("Chance that a structure lies below the hull of those that are known, in %"));
    m_error->setObjectName("hullErrorPlot");
    m_error->setAccessibleName(tr("Error of the hull against look-ups"));
    m_error->setToolTip(tr("Largest distance between the hull so far and the hull of all energies"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_chance, 1);
    layout->addWidget(m_error, 1);
    connect(study, &HullSearchStudy::changed, this, &SearchProgress::showCourses);
    showCourses();
}

void SearchProgress::showCourses()
{
    std::vector<const HullCourse*> courses;
    for (const HullCourse& course : m_study->kept())
        courses.push_back(&course);
    if (!m_study->course().rounds.empty())
        courses.push_back(&m_study->course());
    const ShownEnergy energy = m_study->view() ? shownEnergy(*m_study->view()) : ShownEnergy();
    std::vector<PlotSeries> chances, errors;
    for (std::size_t i = 0; i < courses.size(); ++i) {
        chances.push_back(seriesOf(*courses[i], static_cast<int>(i), [](const ReplayRound& r) { return 100 * r.chanceMissing; }));
        errors.push_back(
            seriesOf(*courses[i], static_cast<int>(i), [&](const ReplayRound& r) { return r.hullError * energy.scale; }));
    }
    m_chance->setAxes({.label = tr("look-ups"), .unit = {}}, {.label = tr("missing"), .unit = "%"});
    m_error->setAxes({.label = tr("look-ups"), .unit = {}}, {.label = tr("error"), .unit = energy.unit});
    m_chance->setSeries(std::move(chances));
    m_error->setSeries(std::move(errors));
}

} // namespace mbtr::gui

#include "moc_search_progress.cpp"
