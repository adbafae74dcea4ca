#pragma once

#include "widgets/document/brush.h"
#include "widgets/document/edited_structure.h"

#include <QObject>
#include <optional>
#include <vector>

namespace mbtr::gui {

/// What the user is looking at; changes a hundred times more often than the Session and never starts one of its stages.
class Selection : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// Index into the dataset, -1 = none.
    int structure() const { return m_structure; }
    /// What the current structure is compared with: index into the dataset, -1 = none.
    int reference() const { return m_reference; }
    /// Atoms of the current structure, in the order they were picked.
    const std::vector<int>& atoms() const { return m_atoms; }

    /// The current structure while it is being dragged or changed by a slider; structure = nullptr: it is not. Read by the 3-D
    /// view and the Inspector; letting go writes it to the Session once.
    const EditedStructure& preview() const { return m_preview; }

    /// The bins of the tensor whose tuples of atoms are asked for. Stays when the structure is another one.
    const std::optional<Brush>& brush() const { return m_brush; }

    /// Clears atoms and preview when the structure is another one.
    void setStructure(int index);
    void setReference(int index);
    void setAtoms(std::vector<int> atoms);
    void setPreview(EditedStructure preview);
    /// The preview is moved by a simulation or an animation: a hand changes no structure. pullable: one that drags an atom pulls
    /// at it.
    void setSimulated(bool simulated, bool pullable = false);
    bool isSimulated() const { return m_simulated; }
    bool isPullable() const { return m_simulated && m_pullable; }
    void setBrush(const std::optional<Brush>& brush);

signals:
    void structureChanged(int index);
    void referenceChanged(int index);
    void atomsChanged();
    void previewChanged();
    void simulatedChanged(bool simulated);
    void brushChanged();

private:
    int m_structure = -1;
    int m_reference = -1;
    std::vector<int> m_atoms;
    EditedStructure m_preview;
    bool m_simulated = false;
    bool m_pullable = false;
    std::optional<Brush> m_brush;
};

} // namespace mbtr::gui
