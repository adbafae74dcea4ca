#include "widgets/panels/explanation/explanation_view.h"

#include "widgets/document/selection.h"
#include "widgets/fields/number_text.h"
#include "widgets/fields/units.h"
#include "widgets/panels/explanation/explanation_overlay.h"
#include "widgets/panels/explanation/explanation_tree.h"
#include "widgets/work/training/model_desk.h"
#include "widgets/work/training/tuple_explainer.h"

#include <QCheckBox>
#include <QLabel>
#include <QVBoxLayout>

namespace mbtr::gui {

ExplanationView::ExplanationView(ModelDesk* desk, Selection* selection, TupleExplainer* tuples, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_tuples(tuples)
    , m_text(new QLabel(this))
    , m_colour(new QCheckBox(tr("Show in 3-D: atoms by their parts, and the chosen line"), this))
    , m_tree(new ExplanationTree(desk, m_tuples, this))
{
    setObjectName("explanationView");
    m_text->setObjectName("explanationText");
    m_text->setWordWrap(true);
    m_text->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_colour->setObjectName("colourAtoms");
    m_colour->setAccessibleName(m_colour->text());
    m_colour->setToolTip(
        tr("Tuples are shared equally by their atoms; what the average training structure has is taken off all atoms equally"));
    m_colour->setChecked(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 0, 0);
    layout->addWidget(m_text);
    layout->addWidget(m_colour);
    layout->addWidget(m_tree, 1);
    connect(desk, &ModelDesk::predictionChanged, this, &ExplanationView::showParts);
    connect(m_colour, &QCheckBox::toggled, this, &ExplanationView::overlayChanged);
    connect(m_tree, &ExplanationTree::chosenChanged, this, &ExplanationView::overlayChanged);
    connect(m_tree, &ExplanationTree::structureActivated, selection, &Selection::setStructure);
    showParts();
}

Overlay ExplanationView::overlay() const
{
    const auto current = m_desk->current();
    if (!isVisible() || !m_colour->isChecked() || !current || !m_desk->isFresh() || !current->explanation)
        return {};
    Overlay overlay;
    overlay.scalars = partsOfAtoms(*current, m_desk->model()->unit);
    if (const int atom = m_tree->chosenAtom(); atom >= 0)
        overlay.halos.push_back({.atom = atom});
    if (const int block = m_tree->chosenBlock(); block >= 0)
        addBlock(overlay, block);
    return overlay;
}

/// Its tuples, or the chosen one alone.
void ExplanationView::addBlock(Overlay& overlay, int block) const
{
    const TupleParts* parts = m_tuples->parts(block);
    if (!parts)
        return;
    const int k = m_desk->current()->explanation->layout->blocks[static_cast<std::size_t>(block)].k;
    const int tuple = m_tree->chosenTuple();
    addTuples(overlay, tuple >= 0 ? std::vector {parts->tuples[static_cast<std::size_t>(tuple)]} : parts->tuples, k,
              m_desk->model()->unit);
}

void ExplanationView::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    emit overlayChanged();
}

void ExplanationView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    emit overlayChanged();
}

void ExplanationView::showParts()
{
    const auto current = m_desk->current();
    m_tree->setVisible(current != nullptr);
    m_colour->setVisible(current && current->explanation);
    m_tree->showParts();
    if (current)
        m_text->setText(tr("%1: %2. Each group below adds up to this value; open a block for its tuples of atoms.")
                            .arg(QString::fromStdString(current->structure->name),
                                 QString("%1 %2")
                                     .arg(withSpread(m_tree->valueText(), current->prediction.predictiveStd),
                                          prettyUnit(m_desk->model()->unit))
                                     .trimmed()));
    else
        m_text->setText(!m_desk->problem().isEmpty() ? m_desk->problem()
                            : m_desk->model()
                            ? tr("Predicting ...")
                            : tr("Train or load a model to see what it says about the current structure, and why."));
    emit overlayChanged();
}

} // namespace mbtr::gui

#include "moc_explanation_view.cpp"
