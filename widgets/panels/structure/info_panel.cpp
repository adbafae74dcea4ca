#include "widgets/panels/structure/info_panel.h"

#include "core/chemistry/symmetry.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/fields/number_field.h"
#include "widgets/work/studies/facts_study.h"

#include <QFormLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace mbtr::gui {

namespace {

QString tableOf(const QList<FactsStudy::Fact>& facts)
{
    if (facts.isEmpty())
        return {};
    QString rows;
    for (const FactsStudy::Fact& fact : facts)
        rows += QStringLiteral("<tr><td style='padding-right:14px'>%1</td><td>%2</td></tr>")
                    .arg(fact.name, fact.value.toHtmlEscaped());
    return QStringLiteral("<table cellpadding='2'>%1</table>").arg(rows);
}

} // namespace

InfoPanel::InfoPanel(Session* session, Selection* selection, FactsStudy* facts, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_selection(selection)
    , m_facts(facts)
    , m_text(new QLabel(this))
    , m_tolerance(new NumberField({.min = 1e-6, .max = 1, .factor = 2}, this))
{
    setObjectName("infoPanel");
    m_text->setObjectName("infoText");
    m_text->setAccessibleName(tr("Facts about the structure"));
    m_text->setTextFormat(Qt::RichText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setWordWrap(true);
    m_text->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_tolerance->setObjectName("symmetryTolerance");
    m_tolerance->describe(tr("Tolerance of the symmetry"),
                          tr("\u00c5; atoms this near to where symmetry wants them count as being there"));
    m_tolerance->setUnit(QStringLiteral("\u00c5"));
    m_tolerance->setValue(kSymmetryTolerance);
    auto* area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setWidget(m_text);
    auto* form = new QFormLayout;
    form->addRow(tr("Tolerance of the symmetry"), m_tolerance);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(2, 6, 6, 4);
    layout->addWidget(area, 1);
    layout->addLayout(form);
    connect(m_tolerance, &NumberField::valueChanged, this, &InfoPanel::ask);
    connect(selection, &Selection::structureChanged, this, &InfoPanel::ask);
    connect(selection, &Selection::previewChanged, this, &InfoPanel::ask);
    connect(session, &Session::structureEdited, this, &InfoPanel::ask);
    connect(session, &Session::bondRulesChanged, this, &InfoPanel::ask);
    connect(facts, &FactsStudy::changed, this, &InfoPanel::showFacts);
}

void InfoPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    ask();
}

void InfoPanel::ask()
{
    if (isVisible())
        m_facts->start(shownStructure(*m_session, *m_selection), m_tolerance->number());
}

/// Those of before stay until the next are there.
void InfoPanel::showFacts()
{
    if (!m_facts->isRunning())
        m_text->setText(m_facts->problem().isEmpty() ? tableOf(m_facts->facts()) : m_facts->problem().toHtmlEscaped());
}

} // namespace mbtr::gui

#include "moc_info_panel.cpp"
