#include "widgets/panels/forces/forces_panel.h"

#include "core/chemistry/structure.h"
#include "widgets/fields/buttons.h"
#include "widgets/fields/field_style.h"
#include "widgets/panels/forces/forces_arrows.h"
#include "widgets/panels/forces/forces_curve_view.h"
#include "widgets/panels/forces/forces_errors_view.h"
#include "widgets/panels/forces/forces_form.h"
#include "widgets/panels/forces/forces_modes_view.h"
#include "widgets/panels/forces/forces_motion_view.h"
#include "widgets/panels/forces/forces_parity_view.h"
#include "widgets/panels/forces/forces_search_view.h"
#include "widgets/panels/forces/forces_symmetry_view.h"
#include "widgets/panels/forces/forces_table.h"
#include "widgets/work/forces/force_studies.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QTabBar>
#include <QTabWidget>
#include <algorithm>

namespace mbtr::gui {

namespace {

constexpr int kProgressSteps = 1000;
constexpr int kLastOfErrors = 1; // tab that looks at residuals
const char* const kModelFiles = QT_TRANSLATE_NOOP("mbtr::gui::ForcesPanel", "Force models (*.gdml);;All files (*)");

} // namespace

ForcesPanel::ForcesPanel(const Parts& parts, QWidget* parent)
    : QWidget(parent)
    , m_trainer(&parts.studies->trainer)
    , m_form(new ForcesForm(m_trainer))
    , m_train(makeButton("forcesTrain", tr("Train"), tr("Train a force model with these settings, in the background"), this))
    , m_cancel(makeButton("forcesCancel", tr("Cancel"),
                          tr("Stop what is computed; the last model stays, and so do the points of the search"), this))
    , m_open(makeButton("forcesOpen", tr("Open model…"), tr("Open a force model from a file, to move molecules by it"), this))
    , m_save(makeButton("forcesSave", tr("Save model…"),
                        tr("Save the force model to a file that `mbtr gdml predict` and `mbtr dynamics` read too"), this))
    , m_progress(new QProgressBar(this))
    , m_problem(makeProblemLabel(this))
    , m_modelText(new QLabel(this))
    , m_tabs(new QTabWidget(this))
    , m_arrows(new ForcesArrows(m_trainer, parts.selection, parts.view, this))
{
    setObjectName("forcesPanel");
    setAccessibleName(tr("Forces"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeTop());
    layout->addWidget(m_tabs, 1);
    layout->addWidget(m_arrows);
    makeTabs(parts);
    connect(m_train, &QPushButton::clicked, this, [this] {
        showProblem(m_problem, {});
        m_trainer->train();
    });
    connect(m_cancel, &QPushButton::clicked, m_trainer, &ForceTrainer::cancel);
    connect(m_open, &QPushButton::clicked, this, &ForcesPanel::openModel);
    connect(m_save, &QPushButton::clicked, this, &ForcesPanel::saveModel);
    connect(m_trainer, &ForceTrainer::stateChanged, this, &ForcesPanel::showState);
    connect(m_trainer, &ForceTrainer::modelChanged, this, &ForcesPanel::showState);
    connect(m_trainer, &ForceTrainer::failed, this, [this](const QString& problem) { showProblem(m_problem, problem); });
    connect(m_trainer, &ForceTrainer::progressed, this, [this](double fraction, const QString& step) {
        m_progress->setValue(static_cast<int>(fraction * kProgressSteps));
        m_progress->setFormat(step + " - %p%");
    });
    showState();
}

QWidget* ForcesPanel::makeTop()
{
    m_progress->setObjectName("forcesProgress");
    m_progress->setAccessibleName(tr("Progress of the force model"));
    m_progress->setRange(0, kProgressSteps);
    m_progress->setMinimumWidth(60);
    QSizePolicy policy = m_progress->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    m_progress->setSizePolicy(policy);
    m_problem->setObjectName("forcesProblem");
    m_modelText->setObjectName("forcesModel");
    m_modelText->setForegroundRole(QPalette::PlaceholderText);
    m_modelText->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    for (QPushButton* button : {m_train, m_cancel, m_open, m_save})
        button->setMinimumWidth(fontMetrics().horizontalAdvance(button->text()) + 14); // in a narrow window
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_train);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_progress, 1);
    buttons->addWidget(m_open);
    buttons->addWidget(m_save);
    auto* top = new QWidget(this);
    auto* column = new QVBoxLayout(top);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_form);
    auto* below = new QVBoxLayout;
    below->setContentsMargins(8, 2, 8, 6);
    below->setSpacing(5);
    below->addLayout(buttons);
    below->addWidget(m_modelText);
    below->addWidget(m_problem);
    column->addLayout(below);
    return top;
}

void ForcesPanel::makeTabs(const Parts& parts)
{
    m_tabs->setObjectName("forcesTabs");
    m_tabs->setDocumentMode(true);
    PreviewPlayer* player = &parts.studies->player;
    m_tabs->addTab(new ForcesErrorsView(m_trainer, parts.selection), tr("Errors"));
    m_tabs->addTab(new ForcesParityView(m_trainer, parts.selection), tr("Parity"));
    m_tabs->addTab(new ForcesSearchView(m_trainer), tr("Search"));
    m_tabs->addTab(new ForcesSymmetryView(m_trainer, player), tr("Symmetry"));
    m_tabs->addTab(new ForcesCurveView(m_trainer), tr("Learning curve"));
    m_tabs->addTab(new ForcesMotionView(parts.studies, parts.view), tr("Motion"));
    m_tabs->addTab(new ForcesModesView(m_trainer, player, &parts.studies->modes), tr("Vibrations"));
    m_tabs->tabBar()->setAccessibleName(tr("Views of the force model"));
    const auto showArrows = [this] { m_arrows->setVisible(m_tabs->currentIndex() <= kLastOfErrors); };
    connect(m_tabs, &QTabWidget::currentChanged, this, showArrows);
}

void ForcesPanel::showState()
{
    const bool busy = m_trainer->isTraining() || m_trainer->isComputingCurve() || m_trainer->isComparing();
    const bool ready = m_trainer->dataset() && m_trainer->obstacle().isEmpty();
    if (busy && m_train->hasFocus())
        m_cancel->setFocus(); // else the focus goes to some neighbour of the disabled button
    m_train->setEnabled(ready && !busy);
    m_cancel->setEnabled(busy);
    m_progress->setVisible(busy);
    const GdmlModel* model = m_trainer->model().model.get();
    m_save->setEnabled(model != nullptr);
    Structure molecule;
    if (model)
        molecule.species = model->species;
    m_modelText->setText(!ready && m_trainer->dataset() ? m_trainer->obstacle()
                             : model                    ? tr("Model of %1: %2 geometries, %3")
                                           .arg(QString::fromStdString(formula(molecule)))
                                           .arg(model->described.cols())
                                           .arg(permutationsText(model->permutations.size()))
                                     : tr("There is no model yet: train one or open one."));
    m_modelText->setToolTip(m_modelText->text());
}

void ForcesPanel::openModel()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Open force model"), {}, tr(kModelFiles));
    if (path.isEmpty())
        return;
    showProblem(m_problem, {});
    m_trainer->load(path);
}

void ForcesPanel::saveModel()
{
    const QString path
        = QFileDialog::getSaveFileName(this, tr("Save force model"), QStringLiteral("model.gdml"), tr(kModelFiles));
    if (path.isEmpty())
        return;
    showProblem(m_problem, {});
    m_trainer->save(path);
}

void ForcesPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_form->setMaximumHeight(std::max(150, height() / 2));
}

} // namespace mbtr::gui

#include "moc_forces_panel.cpp"
