#include "widgets/work/inspector.h"

#include "core/features/feature_matrix.h"
#include "core/mbtr/contributions/moving_mbtr.h"
#include "core/mbtr/mbtr.h"
#include "core/mbtr/truncation/cut_weight.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/jobs/latest_job.h"
#include "widgets/work/brush_inspector.h"
#include "widgets/work/gradient_inspector.h"
#include "widgets/work/picked_inspector.h"

#include <QTimer>
#include <algorithm>
#include <iterator>
#include <optional>

namespace mbtr::gui {

namespace {

// Quick enough to feel immediate, slow enough that holding a key down does not start a computation per repetition.
constexpr std::chrono::milliseconds kInspectionDelay {20};

/// A slider is dragged faster than tensors are computed: what runs is finished, so that curves keep following, unless it takes
/// longer than this.
constexpr std::chrono::milliseconds kPatience {200};

bool hasAll(const Layout& layout, const std::vector<int>& elements)
{
    return std::includes(layout.species.begin(), layout.species.end(), elements.begin(), elements.end());
}

/// An edited structure may have elements that its dataset has not.
std::shared_ptr<const Layout> withElements(const std::shared_ptr<const Layout>& layout, const MbtrSettings& settings,
                                           const std::vector<int>& elements)
{
    if (settings.species || hasAll(*layout, elements))
        return layout;
    std::vector<int> all;
    std::set_union(layout->species.begin(), layout->species.end(), elements.begin(), elements.end(), std::back_inserter(all));
    return std::make_shared<Layout>(layoutOf(settings, all));
}

/// The atoms that are elsewhere; nothing where the structures differ in more than that.
std::optional<std::vector<int>> movedAtoms(const Structure& from, const Structure& to)
{
    const bool sameCell = from.cell.has_value() == to.cell.has_value()
        && (!from.cell || (from.cell->vectors == to.cell->vectors && from.cell->periodic == to.cell->periodic));
    if (from.species != to.species || !sameCell)
        return std::nullopt;
    std::vector<int> moved;
    for (int i = 0; i < to.atomCount(); ++i)
        if (from.positions.col(i) != to.positions.col(i))
            moved.push_back(i);
    return moved;
}

/// Moving costs the tuples of the moved atoms twice: cheaper than all tuples while it is few of the atoms.
bool isWorthMoving(std::size_t moved, const Structure& structure)
{
    return moved * 8 <= structure.species.size();
}

} // namespace

struct Inspector::Answer {
    std::shared_ptr<const MbtrTensor> tensor;
    std::shared_ptr<const Structure> structure;
    std::shared_ptr<const Layout> layout; ///< of the dataset
    std::shared_ptr<const MovingMbtr> moving; ///< of a preview
};

/// Values only: a copy goes into the worker.
struct Inspector::Question {
    std::shared_ptr<const Dataset> dataset;
    std::shared_ptr<const Structure> structure;
    MbtrSettings settings;
    std::shared_ptr<const Layout> layout; ///< nullptr: to be made
    std::shared_ptr<const MbtrTensor> before;
    std::shared_ptr<const MovingMbtr> moving; ///< of the preview before
    bool isPreview = false;

    /// The layout the last tensor has where it fits: drawn curves keep their colours, and moving goes on.
    std::shared_ptr<const Layout> columnsIn(const std::shared_ptr<const Layout>& ofDataset) const
    {
        const auto elements = elementsOf(*structure);
        if (settings.species || hasAll(*ofDataset, elements))
            return ofDataset;
        if (layout && before && before->layout->settings == settings && hasAll(*before->layout, elements))
            return before->layout;
        return withElements(ofDataset, settings, elements);
    }
    std::shared_ptr<const MovingMbtr> moved(const std::shared_ptr<const Layout>& columns, Progress& progress) const
    {
        const auto atoms
            = moving && before && before->layout == columns ? movedAtoms(moving->structure(), *structure) : std::nullopt;
        if (!atoms || !isWorthMoving(atoms->size(), *structure))
            return std::make_shared<const MovingMbtr>(*structure, columns, progress);
        auto next = std::make_shared<MovingMbtr>(*moving);
        Eigen::Matrix3Xd positions(3, static_cast<Eigen::Index>(atoms->size()));
        for (std::size_t i = 0; i < atoms->size(); ++i)
            positions.col(static_cast<Eigen::Index>(i)) = structure->positions.col((*atoms)[i]);
        next->moveAtoms(*atoms, positions, progress);
        return next;
    }
    Answer answer(Progress& progress) const
    {
        const auto ofDataset = layout ? layout : layoutFor(*dataset, settings);
        const auto columns = columnsIn(ofDataset);
        const auto followed = isPreview ? moved(columns, progress) : nullptr;
        MbtrTensor tensor = followed ? followed->tensor() : computeMbtr(*structure, columns, progress);
        tensor.cuts = cutWeights(*structure, *columns, progress);
        return {std::make_shared<const MbtrTensor>(std::move(tensor)), structure, ofDataset, followed};
    }
};

Inspector::Inspector(Session* session, Selection* selection, JobList* jobs, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_selection(selection)
    , m_brushed(new BrushInspector(selection, this, jobs))
    , m_picked(new PickedInspector(selection, this, jobs))
    , m_gradient(new GradientInspector(selection, this, jobs))
    , m_question(std::make_unique<Question>())
    , m_patience(new QTimer(this))
    , m_job(std::make_unique<LatestJob<Answer>>(
          *jobs, tr("Computing the tensor"), [this](Answer answer) { take(std::move(answer)); },
          [this](const QString& problem) { giveUp(problem); }))
{
    m_patience->setSingleShot(true);
    m_patience->setInterval(kPatience);
    connect(m_job.get(), &Job::cancelled, this, [this] {
        m_cancelled = m_question->structure != nullptr;
        m_askAgain = false;
        giveUp(m_cancelled ? tr("The computation of the tensor was cancelled.") : QString());
    });
    connect(m_patience, &QTimer::timeout, this, [this] {
        if (m_askAgain)
            ask();
    });
    connect(selection, &Selection::structureChanged, this, &Inspector::ask);
    connect(selection, &Selection::previewChanged, this, &Inspector::askSoon);
    connect(session, &Session::structureEdited, this, [this](int index) {
        if (index == m_selection->structure())
            ask();
    });
    connect(session, &Session::inputsChanged, this, [this](Inputs inputs) {
        if (inputs.testFlag(Input::Mbtr))
            askPatiently();
    });
    connect(session, &Session::resultChanged, this, [this](Stage stage) {
        if (stage == Stage::Dataset)
            ask();
    });
}

Inspector::~Inspector() = default;

/// A hand moves on before the answer is there: what runs is finished first.
void Inspector::askSoon()
{
    if (shownStructure(*m_session, *m_selection).structure == m_question->structure) {
        m_askAgain = false; // a preview became the structure
        return;
    }
    m_askAgain = m_job->isRunning();
    if (!m_askAgain)
        ask();
}

void Inspector::askPatiently()
{
    if (!m_job->isRunning() || !m_structure)
        return ask();
    m_askAgain = true;
    if (m_fresh) {
        m_fresh = false;
        emit tensorChanged();
    }
    if (!m_patience->isActive())
        m_patience->start();
}

void Inspector::ask()
{
    m_patience->stop();
    const bool isPreview = m_selection->preview().structure != nullptr;
    auto question
        = std::make_unique<Question>(Question {m_session->dataset().value, shownStructure(*m_session, *m_selection).structure,
                                               m_session->mbtrSettings(), nullptr, m_tensor, m_moving, isPreview});
    if (question->dataset == m_question->dataset && question->settings == m_question->settings)
        question->layout = m_question->layout;
    m_question = std::move(question);
    m_askAgain = false;
    m_fresh = false;
    m_problem.clear();
    m_cancelled = false;
    const auto& asked = *m_question;
    if (!asked.structure) {
        m_job->cancel();
        m_tensor = nullptr;
        m_structure = nullptr;
        m_moving = nullptr;
    } else {
        m_job->start([asked](Progress& progress) { return asked.answer(progress); },
                     isPreview ? std::chrono::milliseconds() : kInspectionDelay);
    }
    emit tensorChanged();
}

void Inspector::take(Answer answer)
{
    m_tensor = std::move(answer.tensor);
    m_structure = std::move(answer.structure);
    m_moving = std::move(answer.moving);
    m_question->layout = std::move(answer.layout);
    m_fresh = !m_askAgain;
    emit tensorChanged();
    if (m_askAgain)
        ask();
}

void Inspector::giveUp(const QString& problem)
{
    m_problem = problem;
    emit tensorChanged();
    if (m_askAgain)
        ask();
}

} // namespace mbtr::gui

#include "moc_inspector.cpp"
