#include "app/explorer/workbench.h"

#include "app/explorer/page_stack.h"
#include "app/explorer/preferences.h"
#include "app/explorer/training_page.h"
#include "app/explorer/workspace.h"
#include "widgets/document/commands.h"
#include "widgets/panels/compare/compare_page.h"
#include "widgets/panels/dataset/structure_list_panel.h"
#include "widgets/panels/desk/structure_desk.h"
#include "widgets/panels/explanation/explain_pages.h"
#include "widgets/panels/forces/forces_panel.h"
#include "widgets/panels/phases/phases_page.h"
#include "widgets/panels/settings/mbtr_settings_panel.h"
#include "widgets/panels/status/messages_panel.h"
#include "widgets/panels/structure/display_button.h"
#include "widgets/panels/structure/structure_panel.h"
#include "widgets/panels/structure/structure_tools.h"
#include "widgets/panels/tensor/tensor_panel.h"
#include "widgets/plots/plot.h"
#include "widgets/render/view/vtk_view.h"

#include <QAction>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace mbtr::gui {

namespace {

constexpr int kListBesideTwo = 330; ///< pixels that are left to the list where two structures stand beside it

QSplitter* makeSplitter(Qt::Orientation orientation, const QString& name, QWidget* parent)
{
    auto* splitter = new QSplitter(orientation, parent);
    splitter->setObjectName(name);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(5);
    return splitter;
}

} // namespace

Workbench::Workbench(Workspace* workspace, QWidget* parent)
    : QWidget(parent)
    , m_rows(makeSplitter(Qt::Vertical, "rows", this))
    , m_columns(makeSplitter(Qt::Horizontal, "columns", m_rows))
    , m_explore(makeSplitter(Qt::Vertical, "exploreRows", nullptr))
    , m_structure(new StructureDesk({&workspace->session, &workspace->selection, &workspace->editor, &workspace->measurements,
                                     &workspace->structureStudies, &workspace->pictures, &workspace->jobs}))
    , m_pages(new PageStack)
    , m_messages(new MessagesPanel(&workspace->log))
{
    const auto tell = [workspace](const QString& problem) { workspace->tell(problem); };
    connect(m_structure, &StructureDesk::failed, workspace, tell);
    auto* explain
        = new ExplainPages({&workspace->session, &workspace->selection, &workspace->editor, &workspace->inspector}, m_structure);
    connect(explain, &ExplainPages::failed, workspace, tell);
    addPages(workspace);
    addColumns(workspace);
    m_rows->addWidget(m_columns);
    m_rows->addWidget(m_messages);
    m_rows->setStretchFactor(0, 1);
    m_rows->setStretchFactor(1, 0);
    m_messages->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_rows);
    const auto describePlots = [this, workspace] {
        setProperty(kPlotOrigin, originText(workspace->session));
        setProperty(kPlotCommand, computeCommand(workspace->session));
    };
    connect(&workspace->session, &Session::inputsChanged, this, describePlots);
    describePlots();
}

void Workbench::addPages(Workspace* workspace)
{
    m_pages->setObjectName("pages");
    m_pages->setProperty(kPlotGroup, true);
    m_pages->addPage(explorePage(workspace));
    m_pages->addPage(comparePage(workspace));
    m_pages->addPage(makeTrainingPage(workspace, m_structure));
    m_pages->addPage(new ForcesPanel({&workspace->selection, &workspace->forceStudies, m_structure->panel()->view()}, this));
    m_pages->addPage(new PhasesPage(&workspace->session, &workspace->selection, &workspace->phaseStudies));
}

/// Room that is won goes to the pictures.
void Workbench::addColumns(Workspace* workspace)
{
    m_columns->addWidget(new StructureListPanel(&workspace->session, &workspace->selection, &workspace->sorter));
    m_columns->addWidget(m_structure);
    m_columns->addWidget(m_pages);
    m_columns->setStretchFactor(0, 1);
    m_columns->setStretchFactor(1, 3);
    m_columns->setStretchFactor(2, 4);
    m_columns->setSizes({360, 416, 590});
}

QWidget* Workbench::explorePage(Workspace* workspace)
{
    auto* tensor = new TensorPanel(&workspace->session, &workspace->selection, &workspace->inspector, &workspace->grids,
                                   &workspace->terms, this);
    auto* settings = new MbtrSettingsPanel(&workspace->session, &workspace->grids, this);
    m_explore->addWidget(tensor);
    m_explore->addWidget(settings);
    connect(tensor, &TensorPanel::termChosen, settings, &MbtrSettingsPanel::showTerm); // one term is looked at
    connect(settings, &MbtrSettingsPanel::termChosen, tensor, &TensorPanel::showTerm);
    m_explore->setStretchFactor(0, 1); // the settings have their height
    m_explore->setStretchFactor(1, 0);
    m_explore->setSizes({400, 255});
    return m_explore;
}

QWidget* Workbench::comparePage(Workspace* workspace)
{
    auto* page = new ComparePage(&workspace->session, &workspace->selection, &workspace->compareStudies,
                                 &workspace->phaseStudies.check, &workspace->jobs);
    connect(m_structure->panel()->display(), &DisplayButton::optionsChanged, page, &ComparePage::setOptions);
    workspace->compareStudies.blindness.setPairs(workspace->examples.degeneratePairs());
    return page;
}

/// Comparing has two views of its own.
void Workbench::showPage(Page page)
{
    m_pages->setCurrentIndex(static_cast<int>(page)); // added in this order
    if (m_structure->isHidden() == (page == Page::Compare))
        return;
    const QList<int> before = isVisible() ? m_columns->sizes() : QList<int> {394, 382, 590};
    m_structure->setVisible(page != Page::Compare);
    if (page == Page::Compare) {
        m_structureWidth = before[1];
        m_listWidth = before[0];
        m_columns->setSizes(
            {std::min(before[0], kListBesideTwo), 0, before[2] + before[1] + std::max(0, before[0] - kListBesideTwo)});
    } else {
        const int list = before[0] == std::min(m_listWidth, kListBesideTwo) ? m_listWidth : before[0]; // else moved by hand
        m_columns->setSizes({list, m_structureWidth, before[2] + before[0] - list - m_structureWidth});
    }
}

QList<QSplitter*> Workbench::splitters() const
{
    return {m_rows, m_columns, m_explore, m_structure->splitter()};
}

void Workbench::restoreLayout(const Preferences& preferences)
{
    for (QSplitter* splitter : splitters())
        splitter->restoreState(preferences.state("splitters/" + splitter->objectName()).toByteArray());
    m_structure->tools()->reducedMotionAction()->setChecked(preferences.state("reducedMotion").toBool());
    QVariantMap display;
    for (const QString& key : toMap({}).keys())
        if (const QVariant value = preferences.choice("display/" + key); value.isValid())
            display.insert(key, value);
    m_structure->panel()->display()->setOptions(displayOptions(display));
}

void Workbench::saveLayout(const Preferences& preferences) const
{
    m_structure->show(); // a hidden one would be saved, and come back, without width
    for (const QSplitter* splitter : splitters())
        preferences.setState("splitters/" + splitter->objectName(), splitter->saveState());
    preferences.setState("reducedMotion", m_structure->tools()->reducedMotionAction()->isChecked());
    const QVariantMap display = toMap(m_structure->panel()->display()->options());
    for (auto entry = display.begin(); entry != display.end(); ++entry)
        preferences.setChoice("display/" + entry.key(), entry.value());
}

} // namespace mbtr::gui

#include "moc_workbench.cpp"
