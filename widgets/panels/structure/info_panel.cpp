#include "widgets/panels/structure/info_panel.h"

#include "core/base/error.h"
#include "core/chemistry/bonding/rings.h"
#include "core/chemistry/editing/wrap_atoms.h"
#include "core/chemistry/element.h"
#include "core/chemistry/symmetry.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/fields/number_field.h"
#include "widgets/fields/texts.h"
#include "widgets/jobs/latest_job.h"
#include "widgets/panels/structure/structure_text.h"

#include <QFormLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include <map>

namespace mbtr::gui {

namespace {

constexpr int kMostAtomsForRings = 20000;
constexpr std::size_t kMostKinds = 8;

/// Rows of what it is called and what it is; written by a worker.
class Facts {
public:
    void add(const QString& name, const QString& value)
    {
        m_rows += QStringLiteral("<tr><td style='padding-right:14px'>%1</td><td>%2</td></tr>").arg(name, value.toHtmlEscaped());
    }
    QString html() const { return QStringLiteral("<table cellpadding='2'>%1</table>").arg(m_rows); }

private:
    QString m_rows;
};

/// "12 × H₂O, 1 × C₆H₆"
QString countsText(const std::map<QString, int>& counts)
{
    QStringList parts;
    for (const auto& [kind, count] : counts)
        if (std::size_t(parts.size()) < kMostKinds)
            parts.append(QStringLiteral("%1 \u00d7 %2").arg(count).arg(kind));
    if (counts.size() > kMostKinds)
        parts.append(tr("and %1 others").arg(counts.size() - kMostKinds));
    return parts.join(", ");
}

QString fragmentName(const Structure& structure, const Fragment& fragment)
{
    const QString kinds[] = {QString(), tr(" (chain)"), tr(" (layer)"), tr(" (network)")};
    Structure part;
    for (const int atom : fragment.atoms)
        part.species.push_back(structure.species[std::size_t(atom)]);
    return formulaText(part) + kinds[fragment.dimension];
}

void addCrystal(Facts& facts, const Structure& structure, double tolerance)
{
    if (!structure.isPeriodic() || !isUsable(*structure.cell))
        return;
    facts.add(tr("Cell"), cellText(structure));
    if (structure.cell->dimension() < 3) {
        facts.add(tr("Periodic"),
                  structure.cell->dimension() == 2 ? tr("in two directions (slab)") : tr("in one direction (chain)"));
        return;
    }
    facts.add(tr("Density"), tr("%1 g/cm\u00b3").arg(density(structure), 0, 'f', 3));
    facts.add(tr("Volume per atom"), tr("%1 \u00c5\u00b3").arg(structure.cell->volume() / structure.atomCount(), 0, 'f', 3));
    try {
        const SpaceGroup group = spaceGroupOf(structure, tolerance);
        facts.add(tr("Space group"), tr("%1, no. %2").arg(QString::fromStdString(group.symbol)).arg(group.number));
        facts.add(tr("Point group"), QString::fromStdString(group.pointGroup));
        const int primitive = primitiveCell(structure, tolerance).atomCount();
        facts.add(tr("Primitive cell"), primitive == structure.atomCount() ? tr("as it is") : tr("%1 atoms").arg(primitive));
    } catch (const Error& error) {
        facts.add(tr("Space group"), QString::fromUtf8(error.what()));
    }
}

void addGraph(Facts& facts, const Structure& structure, const std::vector<Bond>& bonds, const Progress& progress)
{
    const MolecularGraph graph = graphOf(bonds, structure.atomCount());
    const auto fragments = findFragments(graph);
    std::map<QString, int> kinds;
    for (const Fragment& fragment : fragments)
        ++kinds[fragmentName(structure, fragment)];
    facts.add(tr("Bonds"), QString::number(bonds.size()));
    facts.add(fragments.size() == 1 ? tr("Fragment") : tr("Fragments"), countsText(kinds));
    if (structure.atomCount() > kMostAtomsForRings)
        return;
    std::map<QString, int> sizes;
    for (const Ring& ring : smallestRings(graph, fragments, progress))
        ++sizes[tr("%1-membered").arg(ring.size())];
    facts.add(tr("Rings"), sizes.empty() ? tr("none in molecules") : countsText(sizes));
}

QString factsOf(const EditedStructure& edited, double tolerance, const Progress& progress)
{
    const Structure& structure = *edited.structure;
    Facts facts;
    double mass = 0;
    for (const int z : structure.species)
        mass += element(z).mass;
    facts.add(tr("Formula"), formulaText(structure));
    facts.add(tr("Atoms"), QString::number(structure.atomCount()));
    facts.add(structure.isPeriodic() ? tr("Mass of the cell") : tr("Mass"), tr("%1 u").arg(mass, 0, 'f', 3));
    addCrystal(facts, structure, tolerance);
    progress.throwIfCancelled();
    addGraph(facts, structure, bondsOf(edited), progress);
    return facts.html();
}

} // namespace

InfoPanel::InfoPanel(Session* session, Selection* selection, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_selection(selection)
    , m_text(new QLabel(this))
    , m_tolerance(new NumberField({.min = 1e-6, .max = 1, .factor = 2}, this))
    , m_job(std::make_unique<LatestJob<QString>>(tr("Looking at the structure")))
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
    connect(m_job.get(), &Job::finished, this, [this] { m_text->setText(m_job->takeResult()); });
    connect(m_job.get(), &Job::failed, this, [this](const QString& problem) { m_text->setText(problem.toHtmlEscaped()); });
}

InfoPanel::~InfoPanel() = default;

void InfoPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    ask();
}

void InfoPanel::ask()
{
    const EditedStructure shown = shownStructure(*m_session, *m_selection);
    if (!isVisible())
        return;
    if (!shown.structure) {
        m_job->cancel();
        m_text->clear();
        return;
    }
    m_job->start([shown, tolerance = m_tolerance->number()](Progress& progress) { return factsOf(shown, tolerance, progress); },
                 std::chrono::milliseconds(60));
}

} // namespace mbtr::gui

#include "moc_info_panel.cpp"
