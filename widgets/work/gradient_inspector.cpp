#include "widgets/work/gradient_inspector.h"

#include "core/mbtr/tensor.h"
#include "widgets/document/selection.h"
#include "widgets/jobs/following_job.h"
#include "widgets/work/inspector.h"

namespace mbtr::gui {

GradientInspector::GradientInspector(Selection* selection, Inspector* inspector, JobList* jobs)
    : QObject(inspector)
    , m_selection(selection)
    , m_inspector(inspector)
{
    using Answer = std::shared_ptr<const BrushGradient>;
    m_job = std::make_unique<FollowingJob<Answer>>(
        *jobs, tr("Computing the gradient of the brushed bins"), [this](Answer answer) { show(std::move(answer), {}); },
        [this](const QString& problem) { show(nullptr, problem); });
    connect(selection, &Selection::brushChanged, this, &GradientInspector::ask);
    connect(inspector, &Inspector::tensorChanged, this, [this] {
        if (m_inspector->tensor() != m_asked)
            ask();
    });
}

GradientInspector::~GradientInspector() = default;

void GradientInspector::setWanted(bool wanted)
{
    if (wanted == m_wanted)
        return;
    m_wanted = wanted;
    ask();
}

void GradientInspector::ask()
{
    m_asked = m_inspector->tensor();
    const auto brush = m_selection->brush();
    const bool asked = m_wanted && brush && brush->kept && m_asked;
    const int block = asked ? blockOf(*brush, *m_asked->layout) : -1;
    if (block < 0) {
        m_job->cancel();
        return show(nullptr, {});
    }
    m_job->ask([brush = *brush, block, structure = m_inspector->structure(), layout = m_asked->layout](Progress& progress) {
        const ProjectedGradient gradient = gradientOfBins(*structure, layout, block, brush.beginBin, brush.endBin, progress);
        const GradientChecks checks = checkGradient(*structure, layout, block, brush.beginBin, brush.endBin, gradient, progress);
        return std::make_shared<const BrushGradient>(BrushGradient {brush, structure, layout, gradient, checks});
    });
}

void GradientInspector::show(std::shared_ptr<const BrushGradient> gradient, const QString& problem)
{
    const bool same = !gradient && !m_gradient && problem == m_problem;
    m_gradient = std::move(gradient);
    m_problem = problem;
    if (!same)
        emit changed();
}

} // namespace mbtr::gui

#include "moc_gradient_inspector.cpp"
