#pragma once

#include "widgets/session/edited_structure.h"

#include <QObject>
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

    /// Clears atoms and preview when the structure is another one.
    void setStructure(int index);
    void setReference(int index);
    void setAtoms(std::vector<int> atoms);
    void setPreview(EditedStructure preview);

signals:
    void structureChanged(int index);
    void referenceChanged(int index);
    void atomsChanged();
    void previewChanged();

private:
    int m_structure = -1;
    int m_reference = -1;
    std::vector<int> m_atoms;
    EditedStructure m_preview;
};

} // namespace mbtr::gui
