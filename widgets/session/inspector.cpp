#include "widgets/session/inspector.h"

#include "core/features/feature_matrix.h"
#include "core/mbtr/cut_weight.h"
#include "core/mbtr/mbtr.h"
#include "widgets/jobs/job_list.h"
#include "widgets/jobs/latest_job.h"
#include "widgets/session/selection.h"
#include "widgets/session/session.h"

namespace mbtr::gui {

namespace {

using TensorPointer = std::shared_ptr<const MbtrTensor>;

// Quick enough to feel immediate, slow enough that holding a key down does not start a computation per repetition.
constexpr std::chrono::milliseconds kDelay {20};

} // namespace

/// Values only: a copy goes into the worker.
struct Inspector::Question {
    std::shared_ptr<const Dataset> dataset;
    int structure = -1;
    MbtrSettings settings;
    std::shared_ptr<const Layout> layout; ///< nullptr: to be made

    TensorPointer answer(Progress& progress) const
    {
        const auto columns = layout ? layout : layoutFor(*dataset, settings);
        const auto& atoms = dataset->structures[static_cast<std::size_t>(structure)];
        MbtrTensor tensor = computeMbtr(atoms, columns, progress);
        tensor.cuts = cutWeights(atoms, *columns, progress);
        return std::make_shared<const MbtrTensor>(std::move(tensor));
    }
};

Inspector::Inspector(Session* session, Selection* selection, JobList* jobs, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_selection(selection)
    , m_question(std::make_unique<Question>())
    , m_job(std::make_unique<LatestJob<TensorPointer>>(tr("Computing the tensor")))
{
    jobs->add(m_job.get());
    connect(m_job.get(), &Job::finished, this, &Inspector::answer);
    connect(m_job.get(), &Job::failed, this, &Inspector::giveUp);
    connect(selection, &Selection::structureChanged, this, &Inspector::ask);
    connect(session, &Session::inputsChanged, this, [this](Inputs inputs) {
        if (inputs.testFlag(Input::Mbtr))
            ask();
    });
    connect(session, &Session::resultChanged, this, [this](Stage stage) {
        if (stage == Stage::Dataset)
            ask();
    });
}

Inspector::~Inspector() = default;

void Inspector::ask()
{
    auto question = std::make_unique<Question>(
        Question {m_session->dataset().value, m_selection->structure(), m_session->mbtrSettings(), nullptr});
    if (question->dataset == m_question->dataset && question->settings == m_question->settings)
        question->layout = m_question->layout;
    m_question = std::move(question);
    m_fresh = false;
    m_problem.clear();
    const auto& asked = *m_question;
    if (!asked.dataset || asked.structure < 0 || asked.structure >= asked.dataset->size()) {
        m_job->cancel();
        m_tensor = nullptr;
    } else {
        m_job->start([asked](Progress& progress) { return asked.answer(progress); }, kDelay);
    }
    emit tensorChanged();
}

void Inspector::answer()
{
    m_tensor = m_job->takeResult();
    m_question->layout = m_tensor->layout;
    m_fresh = true;
    emit tensorChanged();
}

void Inspector::giveUp(const QString& problem)
{
    m_problem = problem;
    emit tensorChanged();
}

} // namespace mbtr::gui

#include "moc_inspector.cpp"
