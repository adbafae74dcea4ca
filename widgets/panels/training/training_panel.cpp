#include "widgets/panels/training/training_panel.h"

#include "core/models/krr.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/fields/field_style.h"
#include "widgets/panels/training/cross_validation_row.h"
#include "widgets/panels/training/search_view.h"
#include "widgets/panels/training/training_form.h"
#include "widgets/panels/training/training_result_view.h"
#include "widgets/work/training/pipeline.h"
#include "widgets/work/training/training_studies.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QTabWidget>

namespace mbtr::gui {

namespace {

constexpr int kSideBySide = 1200; // pixels of width from which the result stands beside the form
constexpr int kProgressSteps = 1000;

} // namespace

TrainingPanel::TrainingPanel(Session* session, Selection* selection, Pipeline* pipeline, TrainingStudies* studies,
                             QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_selection(selection)
    , m_pipeline(pipeline)
    , m_form(new TrainingForm(session, &studies->forecast))
    , m_scroll(new QScrollArea)
    , m_train(new QPushButton(tr("Train")))
    , m_search(new QPushButton(tr("Search and train")))
    , m_cancel(new QPushButton(tr("Cancel")))
    , m_progress(new QProgressBar)
    , m_problem(makeProblemLabel(this))
    , m_empty(new QLabel)
    , m_result(new TrainingResultView)
    , m_folds(new CrossValidationRow(session, &studies->folds))
    , m_searchView(new SearchView(session, pipeline))
    , m_tabs(new QTabWidget)
    , m_splitter(new QSplitter)
{
    setObjectName("trainingPanel");
    setAccessibleName(tr("Training"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 8, 4);
    layout->addWidget(m_splitter);
    m_splitter->addWidget(makeTop());
    m_splitter->addWidget(makeBottom());
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setChildrenCollapsible(false);
    connectPipeline();
    connect(m_session, &Session::inputsChanged, this, &TrainingPanel::showState);
    connect(m_session, &Session::resultChanged, this, [this](Stage stage) {
        if (stage == Stage::Model)
            showResult();
        showState();
    });
    connect(m_selection, &Selection::structureChanged, m_result, &TrainingResultView::setCurrentStructure);
    connect(m_result, &TrainingResultView::structureClicked, m_selection, &Selection::setStructure);
    connect(m_result, &TrainingResultView::splitWanted, this, [this](SplitMethod method) {
        TrainingSettings settings = m_session->trainingSettings();
        settings.split.method = method;
        m_session->changeTrainingSettings(settings, tr("Change the split"));
    });
    showResult();
    showState();
}

QWidget* TrainingPanel::makeTop()
{
    m_train->setObjectName("trainButton");
    m_train->setToolTip(tr("Train a model with these settings, in the background"));
    m_train->setAccessibleName(tr("Train"));
    m_cancel->setObjectName("cancelButton");
    m_cancel->setToolTip(tr("Stop the training; the last model stays"));
    m_cancel->setAccessibleName(tr("Cancel training"));
    m_progress->setObjectName("trainingProgress");
    m_progress->setAccessibleName(tr("Progress of the training"));
    m_progress->setRange(0, kProgressSteps);
    m_search->setObjectName("searchButton");
    m_search->setAccessibleName(tr("Search length, lambda and sigmas, then train"));
    m_search->setToolTip(tr("Tries lengths, lambdas and, if so chosen on the Search tab, sigmas of the MBTR, one in five of the "
                            "structures that train held out, and trains with the best"));
    QSizePolicy policy = m_progress->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    m_progress->setSizePolicy(policy);
    m_problem->setObjectName("problem");

    m_scroll->setWidget(m_form);
    m_form->installEventFilter(this); // its height follows its columns
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setMinimumWidth(m_form->minimumSizeHint().width() + m_scroll->verticalScrollBar()->sizeHint().width());
    auto* top = new QWidget;
    auto* column = new QVBoxLayout(top);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_scroll, 1000);
    auto* below = new QVBoxLayout;
    below->setContentsMargins(8, 2, 8, 6);
    below->addLayout(makeButtons());
    below->addWidget(m_problem);
    column->addLayout(below);
    column->addStretch(1);
    return top;
}

QLayout* TrainingPanel::makeButtons()
{
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_train);
    buttons->addWidget(m_search);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_progress, 1);
    for (QPushButton* button : {m_train, m_search, m_cancel})
        button->setMinimumWidth(fontMetrics().horizontalAdvance(button->text()) + 14); // in a narrow window
    m_progress->setMinimumWidth(60);
    connect(m_train, &QPushButton::clicked, m_pipeline, &Pipeline::train);
    connect(m_search, &QPushButton::clicked, this, [this] {
        m_tabs->setCurrentWidget(m_searchView);
        m_searchView->search();
    });
    connect(m_cancel, &QPushButton::clicked, m_pipeline, &Pipeline::cancelTraining);
    return buttons;
}

QWidget* TrainingPanel::makeBottom()
{
    auto* bottom = new QWidget;
    auto* layout = new QVBoxLayout(bottom);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_result, 1);
    layout->addWidget(m_folds);
    m_empty->setObjectName("empty");
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setMargin(16);
    m_tabs->setObjectName("trainingTabs");
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(bottom, tr("Result"));
    m_tabs->addTab(m_searchView, tr("Search"));
    return m_tabs;
}

void TrainingPanel::connectPipeline()
{
    connect(m_pipeline, &Pipeline::trainingStarted, this, [this] {
        m_training = true;
        showProblem(m_problem, {});
        m_progress->setValue(0);
        m_progress->setFormat(tr("starting"));
        showState();
    });
    connect(m_pipeline, &Pipeline::trainingProgressed, this, [this](double fraction, const QString& step) {
        m_progress->setValue(static_cast<int>(fraction * kProgressSteps));
        m_progress->setFormat(step + " - %p%");
    });
    connect(m_pipeline, &Pipeline::trainingFinished, this, &TrainingPanel::finish);
}

void TrainingPanel::finish(const QString& problem)
{
    m_training = false;
    showProblem(m_problem, problem);
    showState();
}

void TrainingPanel::showState()
{
    m_cancel->setEnabled(m_cancel->isEnabled() || m_training);
    if (m_training && (m_train->hasFocus() || m_search->hasFocus()))
        m_cancel->setFocus(); // else the focus goes to some neighbour of the disabled button
    m_train->setEnabled(m_form->isReady() && !m_training);
    m_search->setEnabled(m_train->isEnabled());
    if (!m_training && m_cancel->hasFocus())
        m_train->setFocus();
    m_cancel->setEnabled(m_training);
    m_progress->setVisible(m_training);
    m_result->setStale(m_session->model().value && !m_session->isFresh(Stage::Model));
    const auto dataset = m_session->dataset().value;
    m_empty->setText(!dataset || dataset->size() == 0 ? tr("Open a file whose structures have a property to learn.")
                         : !m_form->isReady()
                         ? tr("These structures have no property with one number each, so there is nothing to learn.")
                         : tr("Press Train to see how well a model predicts the target.\nSearch and train finds length, lambda "
                              "and sigmas first.\nModel (right) loads one that was saved."));
    m_empty->setVisible(!m_session->model().value);
    m_result->setVisible(m_session->model().value != nullptr);
    m_folds->setVisible(m_session->model().value != nullptr);
    fitForm();
}

void TrainingPanel::showResult()
{
    m_result->setResult(m_session->model().value, m_session->dataset().value);
    m_result->setCurrentStructure(m_selection->structure());
}

// The buttons stand right below the form; where there is too little room, the form scrolls and they stay.
void TrainingPanel::fitForm()
{
    const QLayout* layout = m_form->layout();
    const int width = m_scroll->viewport()->width();
    const int wanted = std::max(layout->totalHeightForWidth(width), layout->totalSizeHint().height());
    m_scroll->setMaximumHeight(wanted);
    m_scroll->setMinimumHeight(std::min(wanted, height() / 2));
}

bool TrainingPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_form && (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize))
        fitForm();
    return QWidget::eventFilter(watched, event);
}

void TrainingPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_splitter->setOrientation(width() >= kSideBySide ? Qt::Horizontal : Qt::Vertical);
    fitForm();
}

} // namespace mbtr::gui
