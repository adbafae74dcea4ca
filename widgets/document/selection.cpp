#include "widgets/document/selection.h"

#include <utility>

namespace mbtr::gui {

void Selection::setStructure(int index)
{
    if (index == m_structure)
        return;
    m_structure = index;
    m_preview = {};
    const bool hadAtoms = !m_atoms.empty();
    m_atoms.clear();
    emit structureChanged(index);
    if (hadAtoms)
        emit atomsChanged();
}

void Selection::setReference(int index)
{
    if (index == m_reference)
        return;
    m_reference = index;
    emit referenceChanged(index);
}

void Selection::setAtoms(std::vector<int> atoms)
{
    if (atoms == m_atoms)
        return;
    m_atoms = std::move(atoms);
    emit atomsChanged();
}

void Selection::setSimulated(bool simulated, bool pullable)
{
    if (simulated == m_simulated)
        return;
    m_simulated = simulated;
    m_pullable = pullable;
    emit simulatedChanged(simulated);
}

void Selection::setPreview(EditedStructure preview)
{
    if (!preview.structure && !m_preview.structure)
        return;
    m_preview = std::move(preview);
    emit previewChanged();
}

void Selection::setBrush(const std::optional<Brush>& brush)
{
    if (brush == m_brush)
        return;
    m_brush = brush;
    emit brushChanged();
}

} // namespace mbtr::gui

#include "moc_selection.cpp"
