#include "widgets/work/brush_inspector.h"

#include "widgets/document/selection.h"
#include "widgets/jobs/following_job.h"
#include "widgets/work/inspector.h"

namespace mbtr::gui {

BrushInspector::BrushInspector(Selection* selection, Inspector* inspector, JobList* jobs)
    : QObject(inspector)
    , m_selection(selection)
    , m_inspector(inspector)
{
    using Answer = std::shared_ptr<const BrushedTuples>;
    m_job = std::make_unique<FollowingJob<Answer>>(
        *jobs, tr("Finding the atoms of the brushed bins"), [this](Answer answer) { show(std::move(answer), {}); },
        [this](const QString& problem) { show(nullptr, problem); });
    connect(selection, &Selection::brushChanged, this, &BrushInspector::ask);
    connect(inspector, &Inspector::tensorChanged, this, [this] {
        if (m_inspector->tensor() != m_asked)
            ask();
    });
}

BrushInspector::~BrushInspector() = default;

void BrushInspector::ask()
{
    m_asked = m_inspector->tensor();
    const auto brush = m_selection->brush();
    const int block = brush && m_asked ? blockOf(*brush, *m_asked->layout) : -1;
    m_fresh = block < 0;
    if (block < 0) {
        m_job->cancel();
        return show(nullptr, brush && m_asked ? tr("The tensor has no such bins now.") : QString());
    }
    m_job->ask([brush = *brush, block, structure = m_inspector->structure(), tensor = m_asked](Progress& progress) {
        return std::make_shared<const BrushedTuples>(
            BrushedTuples {brush, structure, tensor->layout,
                           contributionsTo(*structure, tensor->layout, block, brush.beginBin, brush.endBin, progress),
                           brushedValue(*tensor, brush)});
    });
}

void BrushInspector::show(std::shared_ptr<const BrushedTuples> tuples, const QString& problem)
{
    const bool same = !tuples && !m_tuples && problem == m_problem;
    m_tuples = std::move(tuples);
    m_problem = problem;
    m_fresh = !m_job->isRunning();
    if (!same)
        emit changed();
}

} // namespace mbtr::gui

#include "moc_brush_inspector.cpp"
