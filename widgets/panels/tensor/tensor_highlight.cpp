#include "widgets/panels/tensor/tensor_highlight.h"

#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/panels/tensor/contributions_panel.h"
#include "widgets/panels/tensor/gradient_panel.h"
#include "widgets/panels/tensor/tuple_overlay.h"
#include "widgets/render/view/vtk_view.h"
#include "widgets/work/brush_inspector.h"
#include "widgets/work/gradient_inspector.h"
#include "widgets/work/inspector.h"

#include <algorithm>
#include <cmath>

namespace mbtr::gui {

namespace {

constexpr std::size_t kMostDrawn = 200; // more hide one another, and the atoms
constexpr Rgb kOrange {240, 150, 0};
constexpr double kWorthDrawing = 1e-3; // of the strongest share

} // namespace

DrawnTuples drawnTuples(const BrushedTuples& tuples, int row)
{
    DrawnTuples drawn;
    const auto& all = tuples.contributions.tuples;
    const bool one = row >= 0 && row < static_cast<int>(all.size());
    const std::size_t first = one ? static_cast<std::size_t>(row) : 0;
    const std::size_t last = one ? first + 1 : std::min(all.size(), kMostDrawn);
    for (std::size_t i = first; i < last; ++i) {
        const double relative = one || all[0].share == 0 ? 1 : std::abs(all[i].share / all[0].share);
        if (relative < kWorthDrawing)
            break; // heaviest first
        addTuple(drawn.overlay, all[i], tuples.brush.k, relative, kOrange);
        drawn.part += tuples.contributions.total == 0 ? 0 : all[i].share / tuples.contributions.total;
        ++drawn.count;
    }
    return drawn;
}

TensorHighlight::TensorHighlight(Session* session, Selection* selection, Inspector* inspector, VtkView* view,
                                 ContributionsPanel* table, GradientPanel* gradient)
    : QObject(view)
    , m_session(session)
    , m_selection(selection)
    , m_inspector(inspector)
    , m_view(view)
    , m_table(table)
    , m_gradient(gradient)
{
    setObjectName("tensorHighlight");
    connect(inspector->brushed(), &BrushInspector::changed, this, &TensorHighlight::make);
    connect(table, &ContributionsPanel::rowChosen, this, &TensorHighlight::make);
    connect(inspector->gradient(), &GradientInspector::changed, this, &TensorHighlight::make);
    connect(gradient, &GradientPanel::arrowLengthChanged, this, &TensorHighlight::make);
    // The view forgets what is on top of a structure when it shows another one.
    connect(selection, &Selection::previewChanged, this, &TensorHighlight::show);
    connect(selection, &Selection::structureChanged, this, &TensorHighlight::show);
    connect(session, &Session::structureEdited, this, &TensorHighlight::show);
}

void TensorHighlight::make()
{
    m_tuples = m_inspector->brushed()->tuples();
    m_shown = {};
    if (m_tuples) {
        DrawnTuples drawn = drawnTuples(*m_tuples, m_table->chosenRow());
        m_table->setDrawn(drawn.count, drawn.part);
        m_shown = std::move(drawn.overlay);
    }
    if (const auto gradient = m_inspector->gradient()->gradient();
        m_tuples && gradient && gradient->checks.largest > 0 && !gradient->checks.alongStrain)
        m_shown.vectors.push_back({.name = tr("gradient").toStdString(),
                                   .unit = "1/angstrom",
                                   .values = gradient->gradient.positions,
                                   .scale = m_gradient->arrowLength() / gradient->checks.largest,
                                   .color = {40, 130, 220}});
    show();
}

/// Tuples are told by their atoms: while these are dragged, the ones from a moment ago follow them.
bool TensorHighlight::fits() const
{
    const auto structure = shownStructure(*m_session, *m_selection).structure;
    return m_tuples && structure && structure->species == m_tuples->structure->species;
}

void TensorHighlight::show()
{
    m_view->setOverlay(fits() ? m_shown : Overlay(), OverlayLayer::Highlight);
}

} // namespace mbtr::gui

#include "moc_tensor_highlight.cpp"
