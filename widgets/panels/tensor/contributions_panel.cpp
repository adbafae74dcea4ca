#include "widgets/panels/tensor/contributions_panel.h"

#include "widgets/document/commands.h"
#include "widgets/document/selection.h"
#include "widgets/fields/table_file.h"
#include "widgets/items/contribution_table_model.h"
#include "widgets/panels/tensor/brush_text.h"
#include "widgets/work/brush_inspector.h"
#include "widgets/work/inspector.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTableView>

namespace mbtr::gui {

namespace {

QLabel* makeLine(const char* name, const QString& accessibleName, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setObjectName(name);
    label->setAccessibleName(accessibleName);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    label->setMinimumHeight(label->fontMetrics().height() + 2);
    return label;
}

} // namespace

ContributionsPanel::ContributionsPanel(Session* session, Selection* selection, Inspector* inspector, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_selection(selection)
    , m_brushed(inspector->brushed())
    , m_model(new ContributionTableModel(this))
    , m_what(makeLine("brushedBins", tr("Brushed bins"), this))
    , m_sum(makeLine("brushedSum", tr("Sum of the shares and value of the bins"), this))
    , m_drawn(makeLine("brushedDrawn", tr("How many tuples are drawn"), this))
    , m_table(new QTableView(this))
    , m_copy(new QPushButton(tr("C&ommand"), this))
    , m_save(new QPushButton(tr("&Save…"), this))
    , m_clear(new QPushButton(tr("&Clear"), this))
{
    setObjectName("contributionsPanel");
    QFont bold = m_what->font();
    bold.setBold(true);
    m_what->setFont(bold);
    m_sum->setWordWrap(true);
    m_sum->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    m_drawn->setForegroundRole(QPalette::PlaceholderText);
    m_copy->setObjectName("copyContributionsCommand");
    m_copy->setAccessibleName(tr("Copy the command"));
    m_copy->setToolTip(tr("Copies the mbtr command that lists the same tuples"));
    for (QPushButton* button : {m_copy, m_clear, m_save}) // in a narrow window
        button->setMinimumWidth(fontMetrics().horizontalAdvance(button->text()) + 8);
    m_save->setObjectName("saveContributions");
    m_save->setAccessibleName(tr("Save the contributions"));
    m_save->setToolTip(tr("Saves the table as a CSV file, with all digits"));
    m_clear->setObjectName("clearBrush");
    m_clear->setAccessibleName(tr("Clear the brush"));
    m_clear->setToolTip(tr("Lets go of the brushed bins (Escape in the plot)"));
    auto* top = new QHBoxLayout;
    top->addWidget(m_what, 1);
    top->setSpacing(4);
    top->addWidget(m_copy);
    top->addWidget(m_clear);
    top->addWidget(m_save);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(2, 4, 4, 2);
    layout->setSpacing(2);
    layout->addLayout(top);
    layout->addWidget(m_sum);
    layout->addWidget(m_drawn);
    layout->addWidget(m_table, 1);
    buildTable();
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(command()); });
    connect(m_save, &QPushButton::clicked, this, &ContributionsPanel::save);
    connect(m_clear, &QPushButton::clicked, this, [this] { m_selection->setBrush(std::nullopt); });
    connect(m_brushed, &BrushInspector::changed, this, &ContributionsPanel::show);
    show();
}

void ContributionsPanel::buildTable()
{
    m_table->setObjectName("contributionTable");
    m_table->setAccessibleName(tr("Contributions to the brushed bins"));
    m_table->setToolTip(tr("Choose a row to see only these atoms in 3-D"));
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 6);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultSectionSize(m_table->fontMetrics().horizontalAdvance("0.036687") + 10);
    m_table->setColumnWidth(ContributionTableModel::Percent, m_table->fontMetrics().horizontalAdvance("% of value") + 8);
    m_table->horizontalHeader()->setSectionResizeMode(ContributionTableModel::Atoms, QHeaderView::Stretch);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] { emit rowChosen(chosenRow()); });
}

void ContributionsPanel::show()
{
    const auto tuples = m_brushed->tuples();
    m_model->setTuples(tuples);
    m_save->setEnabled(tuples && m_model->rowCount() > 0);
    m_copy->setEnabled(!command().isEmpty());
    m_clear->setEnabled(m_selection->brush().has_value());
    if (tuples) {
        m_what->setText(brushText(tuples->brush, *tuples->layout));
        m_sum->setText(tuples->contributions.tuples.empty()
                           ? tr("No %1 of these elements lie here").arg(tupleWord(tuples->brush.k, 2))
                           : sumText(*tuples));
    } else {
        m_what->setText(m_brushed->problem().isEmpty() ? tr("Point at a curve, or drag over it") : m_brushed->problem());
        m_sum->setText(m_brushed->problem().isEmpty() ? tr("The atoms that make it light up here and in 3-D.") : QString());
        m_drawn->clear();
    }
    for (QLabel* label : {m_what, m_sum})
        label->setToolTip(label->text());
}

/// Nothing for a structure that was changed here: no file has it.
QString ContributionsPanel::command() const
{
    const auto tuples = m_brushed->tuples();
    return tuples && !m_selection->preview().structure ? contributionsCommand(*m_session, m_selection->structure(), tuples->brush)
                                                       : QString();
}

void ContributionsPanel::setDrawn(int drawn, double part)
{
    const int all = m_model->rowCount();
    const QLocale numbers(QLocale::English);
    m_drawn->setText(all == 0 ? QString()
                              : tr("In 3-D: %1 of %2, %3 % of the value")
                                    .arg(numbers.toString(drawn), numbers.toString(all), QString::number(100 * part, 'f', 1)));
    m_drawn->setToolTip(m_drawn->text());
}

int ContributionsPanel::chosenRow() const
{
    const auto rows = m_table->selectionModel()->selectedRows();
    return rows.size() == 1 ? rows.first().row() : -1;
}

void ContributionsPanel::save()
{
    const QString problem = askAndSaveTable(tr("Save contributions"), "contributions.csv", m_model->csv(), this);
    if (!problem.isEmpty())
        emit failed(problem);
}

QString ContributionsPanel::saveTo(const QString& path) const
{
    return saveTable(path, m_model->csv());
}

} // namespace mbtr::gui

#include "moc_contributions_panel.cpp"
