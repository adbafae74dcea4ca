#pragma once

#include "core/chemistry/measurements.h"
#include "widgets/session/edited_structure.h"

#include <QObject>
#include <array>
#include <functional>
#include <optional>

namespace mbtr::gui {

/// Changes the current structure. A gesture (drag, slider) shows previews and becomes one undo step when it is finished; all
/// else is an undo step at once. What cannot be done is told by failed() and changes nothing.
class StructureEditor : public QObject {
    Q_OBJECT

public:
    StructureEditor(Session* session, Selection* selection, QObject* parent = nullptr);

    /// The picked atoms where `atom` is one of them, else this one alone.
    void beginMove(int atom);
    /// angstrom, from where they were when the move began
    void moveBy(const Eigen::Vector3d& by);
    /// Distance (angstrom), angle or dihedral angle (degrees) of the two, three or four picked atoms.
    void setMeasure(double value);
    /// As strained() of core/chemistry/edit_atoms.h.
    void setStrain(const std::array<double, 6>& strain);
    /// Any other change of atoms' places and cell that keeps the atoms: a step of something that plays.
    void setShape(Structure structure, const QString& what);
    /// Writes the preview to the Session.
    void finish();
    void cancel();
    bool isChanging() const { return m_base.structure != nullptr; }

    void changeElement(int atomicNumber);
    /// Bonded to the atom picked last, else beside the molecule or in the middle of the cell. It is picked then.
    void addAtom(int atomicNumber);
    void deleteAtoms();
    /// Between the two picked atoms, over the shortest way.
    void addBond();
    void removeBond();
    void makeSupercell(const std::array<int, 3>& n);
    /// The picked atoms, all where none is picked. sigma: angstrom.
    void perturb(double sigma, std::uint64_t seed);
    /// As the file has it.
    void revert();

signals:
    /// One sentence.
    void failed(const QString& problem);

private:
    using Change = std::function<Structure(const Structure&, const std::vector<Bond>&)>;
    void begin(const QString& what);
    void preview(const QString& what, const Change& change);
    void step(const QString& what, const std::function<EditedStructure(const EditedStructure&)>& change);
    std::vector<int> pickedOrAll() const;
    std::optional<Bond> pickedBond();
    Structure withNewAtom(const EditedStructure& before, int atomicNumber) const;
    void dropMissingAtoms();

    Session* m_session;
    Selection* m_selection;
    EditedStructure m_base; ///< as it was when the gesture began; structure = nullptr: there is none
    std::vector<Bond> m_bonds; ///< of m_base
    std::vector<int> m_moving;
    QString m_what;
};

} // namespace mbtr::gui
