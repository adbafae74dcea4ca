#include "widgets/work/studies/facts_study.h"

#include "core/base/error.h"
#include "core/chemistry/bonding/rings.h"
#include "core/chemistry/editing/wrap_atoms.h"
#include "core/chemistry/element.h"
#include "core/chemistry/symmetry.h"
#include "widgets/fields/structure_text.h"
#include "widgets/fields/texts.h"
#include "widgets/jobs/latest_job.h"

#include <map>

namespace mbtr::gui {

namespace {

using Facts = QList<FactsStudy::Fact>;

constexpr std::chrono::milliseconds kFactsDelay {60};
constexpr int kMostAtomsForRings = 20000;
constexpr std::size_t kMostKinds = 8;

void add(Facts& facts, const QString& name, const QString& value)
{
    facts.append({name, value});
}

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
    add(facts, tr("Cell"), cellText(structure));
    if (structure.cell->dimension() < 3) {
        add(facts, tr("Periodic"),
            structure.cell->dimension() == 2 ? tr("in two directions (slab)") : tr("in one direction (chain)"));
        return;
    }
    add(facts, tr("Density"), tr("%1 g/cm\u00b3").arg(density(structure), 0, 'f', 3));
    add(facts, tr("Volume per atom"), tr("%1 \u00c5\u00b3").arg(structure.cell->volume() / structure.atomCount(), 0, 'f', 3));
    try {
        const SpaceGroup group = spaceGroupOf(structure, tolerance);
        add(facts, tr("Space group"), tr("%1, no. %2").arg(QString::fromStdString(group.symbol)).arg(group.number));
        add(facts, tr("Point group"), QString::fromStdString(group.pointGroup));
        const int primitive = primitiveCell(structure, tolerance).atomCount();
        add(facts, tr("Primitive cell"), primitive == structure.atomCount() ? tr("as it is") : tr("%1 atoms").arg(primitive));
    } catch (const Error& error) {
        add(facts, tr("Space group"), QString::fromUtf8(error.what()));
    }
}

void addGraph(Facts& facts, const Structure& structure, const std::vector<Bond>& bonds, const Progress& progress)
{
    const MolecularGraph graph = graphOf(bonds, structure.atomCount());
    const auto fragments = findFragments(graph);
    std::map<QString, int> kinds;
    for (const Fragment& fragment : fragments)
        ++kinds[fragmentName(structure, fragment)];
    add(facts, tr("Bonds"), QString::number(bonds.size()));
    add(facts, fragments.size() == 1 ? tr("Fragment") : tr("Fragments"), countsText(kinds));
    if (structure.atomCount() > kMostAtomsForRings)
        return;
    try {
        std::map<QString, int> sizes;
        for (const Ring& ring : smallestRings(graph, fragments, progress))
            ++sizes[tr("%1-membered").arg(ring.size())];
        add(facts, tr("Rings"), sizes.empty() ? tr("none in molecules") : countsText(sizes));
    } catch (const NumericalError& error) {
        add(facts, tr("Rings"), QString::fromUtf8(error.what()));
    }
}

Facts factsOf(const EditedStructure& edited, double tolerance, const Progress& progress)
{
    const Structure& structure = *edited.structure;
    Facts facts;
    double mass = 0;
    for (const int z : structure.species)
        mass += element(z).mass;
    add(facts, tr("Formula"), formulaText(structure));
    add(facts, tr("Atoms"), QString::number(structure.atomCount()));
    add(facts, structure.isPeriodic() ? tr("Mass of the cell") : tr("Mass"), tr("%1 u").arg(mass, 0, 'f', 3));
    addCrystal(facts, structure, tolerance);
    progress.throwIfCancelled();
    addGraph(facts, structure, bondsOf(edited), progress);
    return facts;
}

} // namespace

FactsStudy::FactsStudy(JobList* jobs, QObject* parent)
    : Study(parent)
    , m_job(std::make_unique<LatestJob<Facts>>(
          *jobs, tr("Looking at the structure"), [this](const Facts& facts) { m_facts = facts; }, failure()))
{
    follow(m_job.get());
}

FactsStudy::~FactsStudy() = default;

void FactsStudy::start(const EditedStructure& edited, double tolerance)
{
    if (edited.structure) {
        m_job->start([edited, tolerance](Progress& progress) { return factsOf(edited, tolerance, progress); }, kFactsDelay);
        return;
    }
    cancel();
    m_facts.clear();
    emit changed();
}

} // namespace mbtr::gui

#include "moc_facts_study.cpp"
