#pragma once

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
    /// Atoms of the current structure, in the order they were picked.
    const std::vector<int>& atoms() const { return m_atoms; }

    /// Clears the atoms when the structure is another one.
    void setStructure(int index);
    void setAtoms(std::vector<int> atoms);

signals:
    void structureChanged(int index);
    void atomsChanged();

private:
    int m_structure = -1;
    std::vector<int> m_atoms;
};

} // namespace mbtr::gui
