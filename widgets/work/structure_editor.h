#pragma once

#include "core/chemistry/measurements.h"
#include "widgets/document/edited_structure.h"

#include <QObject>
#include <array>
#include <functional>
#include <memory>
#include <optional>

namespace mbtr::gui {

class JobList;
template <typename T> class LatestJob;

/// Changes the current structure. A gesture (drag, slider) shows previews and becomes one undo step when it is finished; all
/// else is an undo step at once. What cannot be done is told by failed() and changes nothing.
class StructureEditor : public QObject {
    Q_OBJECT

public:
    StructureEditor(Session* session, Selection* selection, JobList* jobs, QObject* parent = nullptr);
    ~StructureEditor() override;

    /// The picked atoms where `atom` is one of them, else this one alone.
    void beginMove(int atom);
    /// angstrom, from where they were when the move began
    void moveBy(const Eigen::Vector3d& by);
    /// Distance (angstrom), angle or dihedral angle (degrees) of the two, three or four picked atoms.
    void setMeasure(double value);
    /// As strainCell() of core/chemistry/edit_atoms.h.
    void setStrain(const std::array<double, 6>& strain);
    /// Any other change of atoms' places and cell that keeps the atoms: a step of something that plays.
    void setShape(Structure structure, const QString& what);
    /// Writes the preview to the Session.
    void finish();
    void cancel();
    /// Where bonds are known already; empty: they are not, and are looked for.
    using KnownBonds = std::function<std::optional<std::vector<Bond>>(const EditedStructure&)>;
    void setKnownBonds(KnownBonds knownBonds) { m_knownBonds = std::move(knownBonds); }
    /// As known, else found.
    std::vector<Bond> bonds(const EditedStructure& edited) const;
    bool isChanging() const { return m_base.structure != nullptr; }

    void changeElement(int atomicNumber);
    /// Bonded to the atom picked last, else beside the molecule or in the middle of the cell. It is picked then.
    void addAtom(int atomicNumber);
    void deleteAtoms();
    /// Between the two picked atoms, over the shortest way.
    void addBond();
    void removeBond();
    /// Those set by hand.
    void forgetBonds();
    enum class CellKind { Primitive, Conventional, Niggli };
    /// In the background; tolerance: angstrom, of the symmetry.
    void changeCell(CellKind kind, double tolerance);
    /// Atoms by whole cell vectors: into the cell, or so that molecules are in one piece.
    void wrap();
    void unwrap();
    void makeSupercell(const std::array<int, 3>& n);
    /// The picked atoms, all where none is picked. sigma: angstrom.
    void perturb(double sigma, std::uint64_t seed);
    /// As the file has it.
    void revert();

signals:
    /// One sentence.
    void failed(const QString& problem);

private:
    void takeCell(EditedStructure changed);
    using Change = std::function<Structure(const Structure&, const std::vector<Bond>&)>;
    void begin(const QString& what);
    void takeBonds();
    void keepWhatWasTyped();
    EditedStructure moved(Structure structure) const;
    void preview(const QString& what, const Change& change);
    void step(const QString& what, const std::function<EditedStructure(const EditedStructure&)>& change);
    std::vector<int> pickedOrAll() const;
    std::optional<Bond> pickedBond();
    Structure withNewAtom(const EditedStructure& before, int atomicNumber) const;
    void dropMissingAtoms();

    Session* m_session;
    Selection* m_selection;
    EditedStructure m_base; ///< as it was when the gesture began; structure = nullptr: there is none
    std::vector<Bond> m_bonds; ///< stay as they are while distances and angles are set, one after another
    EditedStructure m_bondsOf; ///< what m_bonds belong to
    std::vector<int> m_moving; ///< dragged by hand
    int m_index = -1; ///< of m_base
    int m_editsForgotten = 0; ///< Session::editsForgotten() when the gesture began
    EditedStructure m_typed; ///< the last preview of a number that was set
    QString m_what;
    KnownBonds m_knownBonds;
    std::unique_ptr<LatestJob<EditedStructure>> m_cellJob;
    EditedStructure m_cellOf; ///< what m_cellJob works on
    QString m_cellName;
};

} // namespace mbtr::gui
