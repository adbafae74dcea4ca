#include "widgets/panels/desk/structure_desk.h"

#include "widgets/panels/desk/picture_export.h"
#include "widgets/panels/structure/atom_table_panel.h"
#include "widgets/panels/structure/bonds_panel.h"
#include "widgets/panels/structure/edit_panel.h"
#include "widgets/panels/structure/info_panel.h"
#include "widgets/panels/structure/measurement_curves.h"
#include "widgets/panels/structure/measurement_overlay.h"
#include "widgets/panels/structure/measurement_panel.h"
#include "widgets/panels/structure/structure_panel.h"
#include "widgets/panels/structure/structure_tools.h"
#include "widgets/theme/icons.h"
#include "widgets/work/structure_editor.h"
#include "widgets/work/studies/structure_studies.h"

#include <QAction>
#include <QProxyStyle>
#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace mbtr::gui {

namespace {

/// Tabs with less around their words than usual: seven stand side by side in a narrow window.
class CloseTabs : public QProxyStyle {
public:
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override
    {
        return metric == PM_TabBarTabHSpace ? 14 : QProxyStyle::pixelMetric(metric, option, widget);
    }
};

} // namespace

StructureDesk::StructureDesk(const Parts& parts, QWidget* parent)
    : QWidget(parent)
    , m_panel(new StructurePanel(parts.session, parts.selection, parts.jobs, this))
    , m_tools(new StructureTools(parts.session, parts.selection, parts.editor, m_panel->view(), this))
    , m_pictures(new PictureExport(parts, m_panel->view(), this))
    , m_rows(new QSplitter(Qt::Vertical, this))
    , m_drawer(new QTabWidget(this))
{
    setObjectName("structureDesk");
    m_rows->setObjectName("structureRows");
    m_rows->setChildrenCollapsible(false);
    m_rows->setHandleWidth(5);
    m_rows->addWidget(m_panel);
    m_rows->addWidget(m_drawer);
    m_rows->setStretchFactor(0, 1);
    m_rows->setStretchFactor(1, 0);
    m_drawer->setObjectName("structureDrawer");
    m_drawer->setDocumentMode(true);
    auto* style = new CloseTabs;
    style->setParent(m_drawer);
    m_drawer->tabBar()->setStyle(style);
    addPages(parts);
    m_drawer->hide();
    new MeasurementOverlay(parts.session, parts.selection, parts.measurements, m_panel->view());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 2, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_tools);
    layout->addWidget(m_rows, 1);
}

void StructureDesk::addPages(const Parts& parts)
{
    auto* measurements = new MeasurementPanel(parts.session, parts.selection, parts.measurements);
    connect(measurements, &MeasurementPanel::failed, this, &StructureDesk::failed);
    connect(m_pictures, &PictureExport::failed, this, &StructureDesk::failed);
    connect(parts.editor, &StructureEditor::failed, this, &StructureDesk::failed);
    addPage(new AtomTablePanel(parts.session, parts.selection), "table", "showAtoms", tr("Atoms"), tr("The atoms as a table"));
    addPage(measurements, "measure", "showMeasurements", tr("Measure"), tr("Distances, angles and dihedral angles that stay"));
    addPage(new MeasurementCurves(parts.session, parts.selection, parts.measurements, &parts.studies->measurements), "train",
            "showCurves", tr("Curves"), tr("Measurements along the structures as curves"));
    addPage(new EditPanel(parts.session, parts.selection, parts.editor), "edit", "showEdit", tr("Edit"),
            tr("Changes the structure"));
    addPage(new BondsPanel(parts.session, parts.selection, parts.editor, &parts.studies->bonds), "bonds", "showBonds",
            tr("Bonds"), tr("Which distances are bonds, and bonds set by hand"));
    addPage(new InfoPanel(parts.session, parts.selection, &parts.studies->facts), "note", "showInfo", tr("Info"),
            tr("Formula, fragments, density, space group"));
}

void StructureDesk::addPage(QWidget* page, const char* icon, const char* name, const QString& title, const QString& tip)
{
    m_drawer->addTab(page, title);
    auto* action = new QAction(themedIcon(icon), title, this);
    action->setObjectName(name);
    action->setToolTip(tip);
    action->setCheckable(true);
    m_tools->addToggle(action);
    connect(action, &QAction::triggered, this, [this, page](bool on) { open(page, on); });
    connect(m_drawer, &QTabWidget::currentChanged, action,
            [this, page, action] { action->setChecked(!m_drawer->isHidden() && m_drawer->currentWidget() == page); });
}

void StructureDesk::open(QWidget* page, bool on)
{
    m_drawer->setVisible(on);
    if (on && m_drawer->currentWidget() != page)
        m_drawer->setCurrentWidget(page);
    if (on && m_rows->sizes().last() < 60)
        m_rows->setSizes({m_rows->height() * 3 / 5, m_rows->height() * 2 / 5});
}

} // namespace mbtr::gui

#include "moc_structure_desk.cpp"
