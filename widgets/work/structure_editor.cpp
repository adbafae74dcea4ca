#include "widgets/work/structure_editor.h"

#include "core/base/error.h"
#include "core/chemistry/editing/edit_atoms.h"
#include "core/chemistry/editing/edit_geometry.h"
#include "core/chemistry/editing/wrap_atoms.h"
#include "core/chemistry/element.h"
#include "core/chemistry/symmetry.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/jobs/latest_job.h"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace mbtr::gui {

namespace {

constexpr int kMostWithBondsKept = 2000; ///< atoms: finding bonds at every step must not be felt

std::shared_ptr<const Structure> shared(Structure structure)
{
    return std::make_shared<const Structure>(std::move(structure));
}

Structure withMeasure(const Structure& structure, const std::vector<Bond>& bonds, const std::vector<int>& atoms, double value)
{
    if (atoms.size() == 2)
        return withDistance(structure, bonds, atoms[0], atoms[1], value);
    if (atoms.size() == 3)
        return withAngle(structure, bonds, atoms[0], atoms[1], atoms[2], value);
    return withDihedral(structure, bonds, {atoms[0], atoms[1], atoms[2], atoms[3]}, value);
}

/// Bonds set by hand go along.
EditedStructure movedWhole(const EditedStructure& before, const std::function<Structure(const Structure&)>& change)
{
    return {shared(change(*before.structure)), takeBondsAlong(before.bonds, *before.structure, change)};
}

/// Where a new atom stands that hangs on nothing.
Eigen::Vector3d freePlace(const Structure& structure)
{
    if (structure.isPeriodic() && isUsable(*structure.cell))
        return structure.cell->toCartesian({Eigen::Vector3d::Constant(0.5)});
    return structure.positions.rowwise().mean()
        + Eigen::Vector3d(structure.positions.row(0).maxCoeff() - structure.positions.row(0).mean() + 2, 0, 0);
}

} // namespace

StructureEditor::StructureEditor(Session* session, Selection* selection, JobList* jobs, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_selection(selection)
    , m_cellJob(std::make_unique<LatestJob<EditedStructure>>(
          *jobs, tr("Changing the cell"), [this](EditedStructure changed) { takeCell(std::move(changed)); },
          [this](const QString& problem) { emit failed(problem); }))
{
    connect(selection, &Selection::structureChanged, this, &StructureEditor::keepWhatWasTyped);
    connect(session, &Session::structureEdited, this, &StructureEditor::dropMissingAtoms);
}

StructureEditor::~StructureEditor() = default;

std::vector<Bond> StructureEditor::bonds(const EditedStructure& edited) const
{
    auto known = m_knownBonds ? m_knownBonds(edited) : std::nullopt;
    return known ? std::move(*known) : bondsOf(edited);
}

/// Undo may take away atoms that are picked.
void StructureEditor::dropMissingAtoms()
{
    const auto structure = m_session->structure(m_selection->structure()).structure;
    std::vector<int> atoms = m_selection->atoms();
    std::erase_if(atoms, [&](int atom) { return !structure || atom >= structure->atomCount(); });
    m_selection->setAtoms(std::move(atoms));
}

/// A drag that does not end is dropped, a number that was set is not: another structure may be chosen before the pause that ends
/// its gesture.
void StructureEditor::keepWhatWasTyped()
{
    const EditedStructure typed = std::exchange(m_typed, {});
    if (isChanging() && typed.structure && m_editsForgotten == m_session->editsForgotten())
        m_session->editStructure(m_index, {typed.structure, m_base.bonds}, m_what);
    m_base = {};
    m_moving.clear();
}

void StructureEditor::begin(const QString& what)
{
    if (isChanging() && m_what == what)
        return;
    finish();
    m_what = what;
    m_index = m_selection->structure();
    m_editsForgotten = m_session->editsForgotten();
    m_base = m_session->structure(m_index);
}

/// Atoms that an angle has brought near one another, or has taken apart, stay bonded as they were when the next one is set:
/// else a fragment would lose an atom on its way back.
void StructureEditor::takeBonds()
{
    if (isSame(m_base, m_bondsOf) && m_base.bonds.rules == m_bondsOf.bonds.rules)
        return;
    m_bonds = bonds(m_base);
    m_bondsOf = m_base;
}

/// With the bonds as they were when the gesture began.
EditedStructure StructureEditor::moved(Structure structure) const
{
    EditedStructure result {shared(std::move(structure)), m_base.bonds};
    if (result.structure->atomCount() > kMostWithBondsKept)
        return result;
    const std::vector<Bond> found = bondsOf(EditedStructure {result.structure, {.rules = m_base.bonds.rules}});
    result.bonds.added.clear(), result.bonds.removed.clear();
    std::ranges::set_difference(m_bonds, found, std::back_inserter(result.bonds.added));
    std::ranges::set_difference(found, m_bonds, std::back_inserter(result.bonds.removed));
    return result;
}

void StructureEditor::preview(const QString& what, const Change& change)
{
    begin(what);
    if (!isChanging())
        return;
    try {
        takeBonds();
        m_typed = moved(change(*m_base.structure, m_bonds));
        m_selection->setPreview(m_typed);
    } catch (const Error& error) {
        emit failed(QString::fromUtf8(error.what()));
    }
}

void StructureEditor::finish()
{
    EditedStructure after = m_selection->preview();
    if (isChanging() && after.structure) {
        after.bonds = m_base.bonds; // drawn bonds follow the distances again
        m_session->editStructure(m_selection->structure(), after, m_what);
        m_bondsOf = m_moving.empty() ? m_session->structure(m_selection->structure()) : EditedStructure();
    }
    m_moving.clear();
    cancel();
}

void StructureEditor::cancel()
{
    if (m_selection->isSimulated() && !isChanging())
        return; // the preview is not ours
    m_base = {};
    m_typed = {};
    m_moving.clear();
    m_selection->setPreview({});
}

void StructureEditor::beginMove(int atom)
{
    if (m_selection->isSimulated())
        return;
    const auto& picked = m_selection->atoms();
    const bool isPicked = std::find(picked.begin(), picked.end(), atom) != picked.end();
    const std::vector<int> moving = isPicked ? picked : std::vector<int> {atom};
    begin(moving.size() == 1 ? tr("Move an atom") : tr("Move atoms"));
    m_moving = moving;
}

void StructureEditor::moveBy(const Eigen::Vector3d& by)
{
    if (!isChanging())
        return;
    if (m_base.structure->atomCount() <= kMostWithBondsKept)
        takeBonds();
    m_selection->setPreview(moved(moveAtoms(*m_base.structure, m_moving, by)));
}

void StructureEditor::setMeasure(double value)
{
    const std::vector<int> atoms = m_selection->atoms();
    if (atoms.size() < 2 || atoms.size() > 4)
        return;
    const QString what[] = {tr("Change a distance"), tr("Change an angle"), tr("Change a dihedral angle")};
    preview(what[atoms.size() - 2], [&](const Structure& structure, const std::vector<Bond>& bonds) {
        return withMeasure(structure, bonds, atoms, value);
    });
}

void StructureEditor::setStrain(const std::array<double, 6>& strain)
{
    preview(tr("Strain the cell"),
            [&](const Structure& structure, const std::vector<Bond>&) { return strainCell(structure, strain); });
}

void StructureEditor::setShape(Structure structure, const QString& what)
{
    begin(what);
    if (isChanging() && structure.species == m_base.structure->species)
        m_selection->setPreview({shared(std::move(structure)), m_base.bonds});
}

void StructureEditor::step(const QString& what, const std::function<EditedStructure(const EditedStructure&)>& change)
{
    finish();
    const EditedStructure before = m_session->structure(m_selection->structure());
    if (!before.structure)
        return;
    try {
        m_session->editStructure(m_selection->structure(), change(before), what);
    } catch (const Error& error) {
        emit failed(QString::fromUtf8(error.what()));
    }
}

void StructureEditor::changeElement(int atomicNumber)
{
    if (m_selection->atoms().empty())
        return;
    step(tr("Change element"), [&](const EditedStructure& before) {
        return EditedStructure {shared(withElement(*before.structure, m_selection->atoms(), atomicNumber)), before.bonds};
    });
}

Structure StructureEditor::withNewAtom(const EditedStructure& before, int atomicNumber) const
{
    const Structure& structure = *before.structure;
    if (m_selection->atoms().empty())
        return withAtom(structure, atomicNumber, freePlace(structure));
    const int atom = m_selection->atoms().back();
    std::vector<int> neighbours;
    for (const Bond& bond : bonds(before))
        if (bond.i == atom || bond.j == atom)
            neighbours.push_back(bond.i == atom ? bond.j : bond.i);
    const double length = element(atomicNumber).covalentRadius + element(structure.species[atom]).covalentRadius;
    return withAtom(structure, atomicNumber, freePlaceAt(structure, atom, neighbours, length));
}

void StructureEditor::addAtom(int atomicNumber)
{
    step(tr("Add an atom"), [&](const EditedStructure& before) {
        return EditedStructure {shared(withNewAtom(before, atomicNumber)), before.bonds};
    });
    if (const auto now = m_session->structure(m_selection->structure()).structure)
        m_selection->setAtoms({now->atomCount() - 1});
}

void StructureEditor::deleteAtoms()
{
    const std::vector<int> atoms = m_selection->atoms();
    if (atoms.empty())
        return;
    step(atoms.size() == 1 ? tr("Delete an atom") : tr("Delete atoms"), [&](const EditedStructure& before) {
        EditedStructure after {shared(withoutAtoms(*before.structure, atoms)), withoutAtoms(before.bonds, atoms)};
        m_selection->setAtoms({}); // their numbers mean other atoms now
        return after;
    });
}

std::optional<Bond> StructureEditor::pickedBond()
{
    const auto& atoms = m_selection->atoms();
    const auto structure = m_session->structure(m_selection->structure()).structure;
    if (!structure || atoms.size() != 2) {
        emit failed(tr("A bond needs two picked atoms, there are %1.").arg(atoms.size()));
        return std::nullopt;
    }
    const auto copies = measuredCopies({atoms}, *structure);
    return Bond {copies[0].atom, copies[1].atom, copies[1].image};
}

void StructureEditor::addBond()
{
    finish();
    if (const auto bond = pickedBond())
        step(tr("Add a bond"), [&](const EditedStructure& before) {
            return EditedStructure {before.structure, withBond(before.bonds, *bond)};
        });
}

void StructureEditor::removeBond()
{
    finish();
    if (const auto bond = pickedBond())
        step(tr("Remove a bond"), [&](const EditedStructure& before) {
            return EditedStructure {before.structure, withoutBond(before.bonds, *bond)};
        });
}

void StructureEditor::forgetBonds()
{
    step(tr("Forget bonds set by hand"), [](const EditedStructure& before) { return EditedStructure {before.structure, {}}; });
}

void StructureEditor::changeCell(CellKind kind, double tolerance)
{
    finish();
    m_cellOf = m_session->structure(m_selection->structure());
    if (!m_cellOf.structure)
        return;
    const QString names[] = {tr("Primitive cell"), tr("Conventional cell"), tr("Niggli cell")};
    m_cellName = names[int(kind)];
    m_cellJob->start([structure = m_cellOf.structure, kind, tolerance](Progress&) {
        const auto change = kind == CellKind::Primitive ? primitiveCell
            : kind == CellKind::Conventional            ? conventionalCell
                                                        : niggliCell;
        return EditedStructure {shared(change(*structure, tolerance)), {}};
    });
}

/// Unless something else has happened to the structure meanwhile.
void StructureEditor::takeCell(EditedStructure changed)
{
    const EditedStructure before = std::exchange(m_cellOf, {});
    if (before.structure != m_session->structure(m_selection->structure()).structure)
        return;
    m_selection->setAtoms({}); // their numbers mean other atoms now
    if (!before.bonds.added.empty() || !before.bonds.removed.empty())
        emit failed(tr("Bonds set by hand are left out: the cell holds other atoms now."));
    step(m_cellName, [&](const EditedStructure&) { return changed; });
}

void StructureEditor::wrap()
{
    step(tr("Wrap into the cell"), [](const EditedStructure& before) { return movedWhole(before, wrapAtoms); });
}

void StructureEditor::unwrap()
{
    step(tr("Unwrap molecules"), [this](const EditedStructure& before) {
        return movedWhole(before, [bonds = bonds(before)](const Structure& structure) { return unwrapAtoms(structure, bonds); });
    });
}

void StructureEditor::makeSupercell(const std::array<int, 3>& n)
{
    step(tr("Make a supercell"), [&](const EditedStructure& before) {
        return movedWhole(before, [&n](const Structure& structure) { return supercell(structure, n); });
    });
}

std::vector<int> StructureEditor::pickedOrAll() const
{
    if (!m_selection->atoms().empty())
        return m_selection->atoms();
    const auto structure = m_session->structure(m_selection->structure()).structure;
    std::vector<int> all(structure ? structure->species.size() : 0);
    std::iota(all.begin(), all.end(), 0);
    return all;
}

void StructureEditor::perturb(double sigma, std::uint64_t seed)
{
    step(tr("Perturb by noise"), [&](const EditedStructure& before) {
        return EditedStructure {shared(perturbAtoms(*before.structure, pickedOrAll(), sigma, seed)), before.bonds};
    });
}

void StructureEditor::revert()
{
    finish();
    m_session->revertStructure(m_selection->structure());
}

} // namespace mbtr::gui

#include "moc_structure_editor.cpp"
