#include "widgets/panels/structure/bonds_panel.h"

#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/fields/buttons.h"
#include "widgets/fields/number_field.h"
#include "widgets/items/bond_rules_model.h"
#include "widgets/items/table_columns.h"
#include "widgets/work/structure_editor.h"
#include "widgets/work/studies/bond_counter.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace mbtr::gui {

namespace {

QHBoxLayout* addRow(QWidget* row)
{
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    return layout;
}

} // namespace

BondsPanel::BondsPanel(Session* session, Selection* selection, StructureEditor* editor, BondCounter* counter, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_selection(selection)
    , m_editor(editor)
    , m_counter(counter)
    , m_model(new BondRulesModel(this))
    , m_tolerance(new NumberField({.min = -2, .max = 2, .step = 0.05}, this))
    , m_ignoreStated(new QCheckBox(tr("Ignore bonds of the file"), this))
    , m_reset(makeButton("resetBondRules", tr("Reset"), tr("Bonds by the radii again, for all pairs"), this))
    , m_problem(new QLabel(this))
    , m_table(new QTableView(this))
{
    setObjectName("bondsPanel");
    buildTable();
    m_problem->setObjectName("bondsProblem");
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(2, 6, 0, 4);
    layout->setSpacing(4);
    layout->addWidget(makeTop());
    layout->addWidget(m_ignoreStated);
    layout->addWidget(m_problem);
    layout->addWidget(m_table, 1);
    layout->addWidget(makeHandRow());
    connect(m_model, &BondRulesModel::edited, this, &BondsPanel::change);
    connect(m_model, &BondRulesModel::refused, this, &BondsPanel::refuse);
    connect(m_counter, &BondCounter::changed, this, &BondsPanel::showCounts);
    connect(selection, &Selection::structureChanged, this, &BondsPanel::showAll);
    connect(selection, &Selection::previewChanged, this, &BondsPanel::showAll);
    connect(selection, &Selection::atomsChanged, this, &BondsPanel::showHandMade);
    connect(session, &Session::structureEdited, this, &BondsPanel::showAll);
    connect(session, &Session::bondRulesChanged, this, &BondsPanel::showAll);
}

QWidget* BondsPanel::makeTop()
{
    m_tolerance->setObjectName("bondTolerance");
    m_tolerance->describe(tr("Tolerance of all bonds"),
                          tr("Å; added to the longest bond that the radii allow, for every pair without a range of its own"));
    m_tolerance->setUnit(QStringLiteral("Å"));
    m_tolerance->setValue(0);
    m_ignoreStated->setObjectName("ignoreStatedBonds");
    m_ignoreStated->setAccessibleName(m_ignoreStated->text());
    m_ignoreStated->setToolTip(tr("Distances decide also where the file states its bonds"));
    auto* row = new QWidget(this);
    auto* layout = addRow(row);
    auto* label = new QLabel(tr("&Tolerance"), row);
    label->setBuddy(m_tolerance);
    layout->addWidget(label);
    layout->addWidget(m_tolerance);
    layout->addStretch();
    layout->addWidget(m_reset);
    connect(m_tolerance, &NumberField::valueChanged, this, [this](std::optional<double> value) {
        BondRules rules = m_session->dataSettings().bonds;
        rules.extraTolerance = value.value_or(0);
        change(rules);
    });
    connect(m_ignoreStated, &QCheckBox::clicked, this, [this](bool on) {
        BondRules rules = m_session->dataSettings().bonds;
        rules.ignoreStated = on;
        change(rules);
    });
    connect(m_reset, &QPushButton::clicked, this, [this] { change({}); });
    return row;
}

void BondsPanel::buildTable()
{
    m_table->setObjectName("bondTable");
    m_table->setAccessibleName(tr("Lengths of bonds by pairs of elements"));
    m_table->setModel(m_model);
    styleTable(m_table);
    m_table->setSelectionBehavior(QAbstractItemView::SelectItems); // min and max are typed
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed
                             | QAbstractItemView::AnyKeyPressed | QAbstractItemView::SelectedClicked);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
}

QWidget* BondsPanel::makeHandRow()
{
    m_add = makeButton("addBondByHand", tr("Add bond"), tr("Draws a bond between the two picked atoms, over the shortest way"),
                       this);
    m_remove = makeButton("removeBondByHand", tr("Remove bond"), tr("Takes away the bond between the two picked atoms"), this);
    m_forget = makeButton("forgetBonds", tr("Forget"), tr("Drops the bonds set by hand of this structure; can be undone"), this);
    m_byHand = new QLabel(this);
    m_byHand->setObjectName("bondsByHand");
    m_byHand->setForegroundRole(QPalette::PlaceholderText);
    m_byHand->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    auto* row = new QWidget(this);
    auto* layout = addRow(row);
    for (QWidget* widget : std::initializer_list<QWidget*> {m_add, m_remove, m_forget})
        layout->addWidget(widget);
    layout->addWidget(m_byHand, 1);
    connect(m_add, &QPushButton::clicked, m_editor, &StructureEditor::addBond);
    connect(m_remove, &QPushButton::clicked, m_editor, &StructureEditor::removeBond);
    connect(m_forget, &QPushButton::clicked, m_editor, &StructureEditor::forgetBonds);
    return row;
}

void BondsPanel::change(const BondRules& rules)
{
    m_problem->hide();
    m_session->changeBondRules(rules, tr("Change which distances are bonds"));
}

void BondsPanel::refuse(const QString& problem)
{
    m_problem->setText(problem);
    m_problem->show();
}

void BondsPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    showAll();
}

void BondsPanel::showAll()
{
    if (!isVisible())
        return;
    const EditedStructure shown = shownStructure(*m_session, *m_selection);
    const BondRules& rules = m_session->dataSettings().bonds;
    m_model->setElements(shown.structure ? elementsOf(*shown.structure) : std::vector<int>());
    m_model->setRules(rules);
    m_tolerance->setValue(rules.extraTolerance);
    m_ignoreStated->setChecked(rules.ignoreStated);
    m_ignoreStated->setVisible(rules.ignoreStated || (shown.structure && !shown.structure->bonds.empty()));
    m_reset->setEnabled(rules != BondRules());
    m_counter->start(shown);
    showHandMade();
}

void BondsPanel::showCounts()
{
    if (m_counter->isRunning())
        return;
    m_model->setCounts(m_counter->counts().bonds, m_counter->counts().leftOut);
    if (!m_counter->problem().isEmpty())
        refuse(m_counter->problem());
}

void BondsPanel::showHandMade()
{
    const EditedStructure edited = m_session->structure(m_selection->structure());
    const bool pair = edited.structure && m_selection->atoms().size() == 2;
    m_add->setEnabled(pair);
    m_remove->setEnabled(pair);
    const auto added = edited.bonds.added.size(), removed = edited.bonds.removed.size();
    m_forget->setEnabled(added + removed > 0);
    m_byHand->setText(added + removed > 0 ? tr("By hand: %1 added, %2 removed").arg(added).arg(removed)
                                          : tr("Pick two atoms to set a bond by hand"));
    m_byHand->setToolTip(m_byHand->text());
}

} // namespace mbtr::gui

#include "moc_bonds_panel.cpp"
