#include "widgets/panels/explanation/explain_pages.h"

#include "widgets/document/selection.h"
#include "widgets/panels/desk/structure_desk.h"
#include "widgets/panels/structure/structure_panel.h"
#include "widgets/panels/tensor/contributions_panel.h"
#include "widgets/panels/tensor/gradient_panel.h"
#include "widgets/panels/tensor/tensor_highlight.h"

namespace mbtr::gui {

ExplainPages::ExplainPages(const Parts& parts, StructureDesk* desk)
    : QObject(desk)
    , m_contributions(new ContributionsPanel(parts.session, parts.selection, parts.inspector))
{
    desk->addPage(m_contributions, "bins", "showContributions", tr("Bins"),
                  tr("The atoms that make the brushed bins of the tensor"));
    auto* gradient = new GradientPanel(parts.selection, parts.editor, parts.inspector);
    desk->addPage(gradient, "gradient", "showGradient", tr("Gradient"),
                  tr("How the brushed bins change with the atoms and the cell"));
    new TensorHighlight(parts.session, parts.selection, parts.inspector, desk->panel()->view(), m_contributions, gradient);
    connect(m_contributions, &ContributionsPanel::failed, this, &ExplainPages::failed);
    connect(parts.selection, &Selection::brushChanged, this, [this, desk, selection = parts.selection] {
        if (m_opened || !selection->brush() || !selection->brush()->kept)
            return;
        m_opened = true;
        desk->open(m_contributions, true);
    });
}

} // namespace mbtr::gui

#include "moc_explain_pages.cpp"
