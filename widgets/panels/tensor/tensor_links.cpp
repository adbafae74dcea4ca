#include "widgets/panels/tensor/tensor_links.h"

#include "core/mbtr/tensor.h"
#include "widgets/document/selection.h"
#include "widgets/fields/structure_text.h"
#include "widgets/fields/units.h"
#include "widgets/panels/tensor/tensor_term_view.h"
#include "widgets/plots/curve_brush.h"
#include "widgets/plots/curve_companions.h"
#include "widgets/plots/curve_plot.h"
#include "widgets/work/inspector.h"
#include "widgets/work/picked_inspector.h"

#include <algorithm>
#include <cmath>

namespace mbtr::gui {

namespace {

bool isSame(std::span<const double> a, std::span<const double> b)
{
    constexpr double kVisible = 1e-3; // of the highest value
    double largest = 0, difference = 0;
    for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) {
        largest = std::max({largest, std::abs(a[i]), std::abs(b[i])});
        difference = std::max(difference, std::abs(a[i] - b[i]));
    }
    return difference <= kVisible * largest;
}

bool isZero(std::span<const double> values)
{
    return std::all_of(values.begin(), values.end(), [](double value) { return value == 0; });
}

} // namespace

TensorLinks::TensorLinks(Selection* selection, Inspector* inspector, QObject* parent)
    : QObject(parent)
    , m_selection(selection)
    , m_inspector(inspector)
{
    connect(selection, &Selection::brushChanged, this, &TensorLinks::showBrush);
    connect(selection, &Selection::previewChanged, this, &TensorLinks::followPreview);
    connect(inspector->picked(), &PickedInspector::changed, this, [this] {
        showCompanions();
        emit pickedTextChanged();
    });
}

void TensorLinks::setTerms(const std::vector<TensorTermView*>& terms)
{
    m_terms.clear();
    for (TensorTermView* view : terms) {
        const int term = static_cast<int>(m_terms.size());
        m_terms.push_back({view, new CurveBrush(view->curves()), new CurveCompanionsLayer(view->curves())});
        m_terms.back().brush->setDragging(m_brushing);
        connect(m_terms.back().brush, &CurveBrush::chosen, this,
                [this, term](const std::optional<CurveRange>& range) { choose(term, range); });
    }
}

void TensorLinks::setBrushing(bool on)
{
    m_brushing = on;
    for (const Term& term : m_terms)
        term.brush->setDragging(on);
}

void TensorLinks::showTensor(std::shared_ptr<const MbtrTensor> tensor)
{
    m_tensor = std::move(tensor);
    if (m_ghost && !m_selection->preview().structure)
        m_ghost = nullptr;
    showBrush();
    showCompanions();
}

/// The tensor from before the hand began, until it lets go.
void TensorLinks::followPreview()
{
    const bool changes = m_selection->preview().structure != nullptr;
    if (changes == (m_ghost != nullptr))
        return;
    m_ghost = changes ? m_tensor : nullptr;
    for (const Term& term : m_terms)
        term.view->curves()->setQuick(changes);
    showCompanions();
}

/// Curves stand in the order of the tensor's stored blocks.
int TensorLinks::blockOfCurve(int term, int curve) const
{
    for (const int block : m_tensor->blocks)
        if (m_tensor->layout->blocks[static_cast<std::size_t>(block)].term == term && curve-- == 0)
            return block;
    return -1;
}

int TensorLinks::curveOfBlock(int block) const
{
    int curve = 0;
    const int term = m_tensor->layout->blocks[static_cast<std::size_t>(block)].term;
    for (const int stored : m_tensor->blocks) {
        if (stored == block)
            return curve;
        curve += m_tensor->layout->blocks[static_cast<std::size_t>(stored)].term == term ? 1 : 0;
    }
    return -1;
}

void TensorLinks::choose(int term, const std::optional<CurveRange>& range)
{
    const int block = range && m_tensor ? blockOfCurve(term, range->curve) : -1;
    if (block < 0)
        return m_selection->setBrush(std::nullopt);
    Brush brush = brushOf(*m_tensor->layout, block, range->first, range->last + 1);
    brush.kept = range->kept;
    // Pointing elsewhere does not take away what is kept.
    if (brush.kept || !m_selection->brush() || !m_selection->brush()->kept)
        m_selection->setBrush(brush);
}

void TensorLinks::showBrush()
{
    const auto& brush = m_selection->brush();
    const int block = brush && m_tensor ? blockOf(*brush, *m_tensor->layout) : -1;
    const int curve = block < 0 ? -1 : curveOfBlock(block);
    for (std::size_t t = 0; t < m_terms.size(); ++t) {
        const bool here = curve >= 0 && static_cast<int>(t) == brush->term;
        m_terms[t].brush->show(here ? std::optional(CurveRange {curve, brush->beginBin, brush->endBin - 1, brush->kept})
                                    : std::nullopt);
    }
}

void TensorLinks::showCompanions()
{
    if (!m_tensor)
        return;
    std::vector<CurveCompanions> of(m_terms.size());
    const auto place = [&](int block) -> std::optional<std::pair<std::size_t, int>> {
        const auto term = static_cast<std::size_t>(m_tensor->layout->blocks[static_cast<std::size_t>(block)].term);
        const int curve = curveOfBlock(block);
        return curve < 0 || term >= of.size() ? std::nullopt : std::optional(std::pair(term, curve));
    };
    const auto addParts = [&](const MbtrTensor& tensor, auto list) {
        for (std::size_t i = 0; i < tensor.blocks.size() && tensor.layout == m_tensor->layout; ++i)
            if (const auto at = place(tensor.blocks[i]); at && !isZero(tensor.blockValues(i)))
                (of[at->first].*list).push_back({at->second, {tensor.blockValues(i).begin(), tensor.blockValues(i).end()}});
    };
    if (m_ghost && m_ghost->layout == m_tensor->layout && m_ghost->blocks == m_tensor->blocks)
        for (std::size_t i = 0; i < m_ghost->blocks.size(); ++i) // where nothing has changed a ghost says nothing
            if (const auto at = place(m_ghost->blocks[i]); at && !isSame(m_ghost->blockValues(i), m_tensor->blockValues(i)))
                of[at->first].ghosts.push_back({at->second, {m_ghost->blockValues(i).begin(), m_ghost->blockValues(i).end()}});
    if (const auto picked = m_inspector->picked()->parts(); picked && picked->part.layout == m_tensor->layout) {
        addParts(picked->part, &CurveCompanions::parts);
        for (const auto& places : picked->places)
            if (const auto at = place(places.block)) {
                const Geometry geometry = m_tensor->layout->settings.terms[at->first].geometry;
                CurveCompanions::Marks marks {at->second, places.values};
                for (double& value : marks.x)
                    value *= shownUnit(info(geometry).unit).scale;
                of[at->first].marks.push_back(std::move(marks));
            }
    }
    for (std::size_t t = 0; t < m_terms.size(); ++t)
        m_terms[t].companions->setCompanions(std::move(of[t]));
}

QString TensorLinks::pickedText() const
{
    const auto picked = m_inspector->picked()->parts();
    if (!picked)
        return {};
    const QString atoms = atomChainText(*picked->structure, picked->atoms);
    return picked->involving == Involving::AnyAtom
        ? tr("Filled: the part of everything that involves %1; strokes: where it lies").arg(atoms)
        : tr("Filled: the part of what contains all of %1; strokes: where it lies").arg(atoms);
}

} // namespace mbtr::gui

#include "moc_tensor_links.cpp"
