#include "widgets/panels/compare/paired_views.h"

#include "widgets/document/edited_structure.h"
#include "widgets/fields/structure_text.h"
#include "widgets/panels/compare/cell_tuples.h"
#include "widgets/panels/tensor/tuple_overlay.h"
#include "widgets/render/view/vtk_view.h"
#include "widgets/work/studies/comparer.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <algorithm>
#include <cmath>
#include <iterator>

namespace mbtr::gui {

namespace {

constexpr Rgb kMore {230, 120, 0}; // makes the distance larger
constexpr Rgb kLess {60, 130, 220}; // smaller
constexpr int kMostDrawn = 120;
constexpr int kMostDrawnInCrystal = 24; ///< many tuples lie in one place there
constexpr double kBallRadius = 1.0; // angstrom
constexpr double kCornerRadius = 1.5; ///< angstrom; atoms at the corners, and what they are bonded to, are drawn as well

/// Both structures as one without a cell.
std::shared_ptr<const Structure> together(const Structure& a, const Structure& b)
{
    auto both = std::make_shared<Structure>();
    both->species = a.species;
    both->species.insert(both->species.end(), b.species.begin(), b.species.end());
    both->positions.resize(3, both->atomCount());
    both->positions << a.positions, b.positions;
    return both;
}

/// Atoms of one structure are not bonded to those of the other, however near they are.
BondChanges bondsApart(const Structure& both, const Structure& a, const Structure& b, const BondRules& rules)
{
    std::vector<Bond> wanted = mbtr::bondsOf(a, rules);
    for (Bond bond : mbtr::bondsOf(b, rules)) {
        bond.i += a.atomCount();
        bond.j += a.atomCount();
        wanted.push_back(bond);
    }
    const std::vector<Bond> found = findBonds(both);
    BondChanges changes;
    std::set_difference(wanted.begin(), wanted.end(), found.begin(), found.end(), std::back_inserter(changes.added));
    std::set_difference(found.begin(), found.end(), wanted.begin(), wanted.end(), std::back_inserter(changes.removed));
    return changes;
}

AtomScalars sides(int atomsA, int atomsB)
{
    AtomScalars scalars {.map = ColorMap::BlueRed, .limits = ValueRange {0, 1}};
    scalars.values.assign(static_cast<std::size_t>(atomsA), 0.08);
    scalars.values.insert(scalars.values.end(), static_cast<std::size_t>(atomsB), 0.92);
    return scalars;
}

Eigen::Vector3d middleOf(const Structure& structure)
{
    if (structure.cell)
        return structure.cell->toCartesian({Eigen::Vector3d::Constant(0.5)});
    return structure.atomCount() > 0 ? Eigen::Vector3d(structure.positions.rowwise().mean())
                                     : Eigen::Vector3d(Eigen::Vector3d::Zero());
}

/// Moved so that the camera of A sees them in the same place.
void addBalls(const Structure& structure, const Eigen::Vector3d& shift, std::vector<Ball>& balls)
{
    for (const auto& position : structure.positions.colwise())
        balls.push_back({position - shift, kBallRadius});
    for (int corner = 0; structure.cell && corner < 8; ++corner)
        balls.push_back(
            {structure.cell->toCartesian({Eigen::Vector3d(corner & 1, corner >> 1 & 1, corner >> 2)}) - shift, kCornerRadius});
}

QToolButton* makeMode(QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setObjectName("overlaid");
    button->setText(PairedViews::tr("Overlay"));
    button->setCheckable(true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

QLabel* makeTitle(const char* name, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    return label;
}

} // namespace

PairedViews::PairedViews(JobList* jobs, QWidget* parent)
    : QWidget(parent)
    , m_viewA(new VtkView(jobs, this))
    , m_viewB(new VtkView(jobs, this))
    , m_titleA(makeTitle("titleA", this))
    , m_titleB(makeTitle("titleB", this))
    , m_fit(makeTitle("fitOfPair", this))
    , m_drawn(makeTitle("drawnTuples", this))
    , m_mode(makeMode(this))
{
    setObjectName("pairedViews");
    m_viewA->setObjectName("viewA");
    m_viewB->setObjectName("viewB");
    m_viewA->setAccessibleName(tr("Structure A in 3-D"));
    m_viewB->setAccessibleName(tr("Structure B in 3-D"));
    for (VtkView* view : {m_viewA, m_viewB})
        view->setMinimumSize(120, 120);
    m_fit->setAccessibleName(tr("Distance of the atoms after B was laid onto A"));
    m_fit->setForegroundRole(QPalette::PlaceholderText);
    auto* below = new QHBoxLayout;
    m_drawn->setForegroundRole(QPalette::PlaceholderText);
    m_drawn->setAccessibleName(tr("How many tuples are drawn"));
    below->addWidget(m_fit, 3);
    below->addWidget(m_drawn, 2);
    below->addWidget(m_mode);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(4);
    grid->setVerticalSpacing(3);
    grid->addWidget(m_titleA, 0, 0);
    grid->addWidget(m_titleB, 0, 1);
    grid->addWidget(m_viewA, 1, 0);
    grid->addWidget(m_viewB, 1, 1);
    grid->addLayout(below, 2, 0, 1, 2);
    grid->setRowStretch(1, 1);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    connect(m_mode, &QToolButton::toggled, this, &PairedViews::setOverlaid);
    connect(m_viewA, &VtkView::cameraChanged, this, [this] { follow(m_viewA, m_viewB, 1); });
    connect(m_viewB, &VtkView::cameraChanged, this, [this] { follow(m_viewB, m_viewA, -1); });
    showFit();
}

void PairedViews::setPair(std::shared_ptr<const PairComparison> pair)
{
    if (pair == m_pair)
        return;
    const bool others = !pair || !m_pair || pair->b != m_pair->b || pair->a->species != m_pair->a->species;
    m_pair = std::move(pair);
    m_contributions = nullptr;
    showFit();
    showPair();
    if (m_pair && (others || m_placed))
        placeCamera();
}

void PairedViews::setContributions(std::shared_ptr<const DifferenceContributions> contributions)
{
    if (contributions == m_contributions)
        return;
    m_contributions = std::move(contributions);
    showLight();
}

void PairedViews::setOptions(const DisplayOptions& options)
{
    m_viewA->setOptions(options);
    m_viewB->setOptions(options);
}

void PairedViews::setBondRules(const BondRules& rules)
{
    m_bondRules = rules;
    showPair();
}

void PairedViews::setOverlaid(bool overlaid)
{
    m_mode->setChecked(overlaid);
    if (overlaid == m_overlaid)
        return;
    m_overlaid = overlaid;
    m_viewB->setVisible(!overlaid);
    m_titleB->setVisible(!overlaid);
    static_cast<QGridLayout*>(layout())->setColumnStretch(1, overlaid ? 0 : 1); // or its half stays empty
    layout()->activate();
    showFit();
    showPair();
    if (m_placed)
        placeCamera();
}

void PairedViews::showPair()
{
    constexpr auto kept = VtkView::CameraPlace::Kept;
    if (!m_pair) {
        m_viewA->setStructure(nullptr);
        m_viewB->setStructure(nullptr);
        return;
    }
    m_between = middleOf(*m_pair->alignedB) - middleOf(*m_pair->a);
    if (m_pair->alignment && !m_pair->alignment->pairs.empty())
        m_between.setZero();
    if (m_overlaid && m_pair->alignment) {
        const auto both = together(*m_pair->a, *m_pair->alignedB);
        m_viewA->setStructure(both, kept, bondsApart(*both, *m_pair->a, *m_pair->alignedB, m_bondRules));
    } else {
        m_viewA->setStructure(m_pair->a, kept, {.rules = m_bondRules});
    }
    m_viewB->setStructure(m_pair->alignedB, kept, {.rules = m_bondRules});
    showLight();
}

void PairedViews::showFit()
{
    const bool molecules = m_pair && m_pair->alignment;
    m_mode->setEnabled(molecules);
    m_mode->setToolTip(molecules || !m_pair ? tr("Lays B onto A: A blue, B red")
                                            : tr("Crystals are shown side by side: they have no fixed origin to lay them onto"));
    if (!molecules && m_pair)
        setOverlaid(false);
    m_mode->setAccessibleName(tr("Lay B over A"));
    if (!m_pair) {
        for (QLabel* label : {m_titleA, m_titleB, m_fit})
            label->clear();
        return;
    }
    m_titleA->setText((m_overlaid ? tr("A (blue): %1, B (red): %2").arg(titleText(*m_pair->a)) : tr("A: %1"))
                          .arg(m_overlaid ? titleText(*m_pair->b) : titleText(*m_pair->a)));
    m_titleB->setText(tr("B: %1").arg(titleText(*m_pair->b)));
    for (QLabel* label : {m_titleA, m_titleB})
        label->setToolTip(label->text());
    if (!molecules)
        m_fit->setText(tr("Crystals: turned together, not laid onto each other"));
    else if (m_pair->alignment->pairs.empty())
        m_fit->setText(tr("No element in common: not laid onto each other"));
    else
        m_fit->setText(tr("RMSD %1 Å over %2 matched atoms (A has %3, B %4)")
                           .arg(m_pair->alignment->rmsd, 0, 'f', 4)
                           .arg(m_pair->alignment->pairs.size())
                           .arg(m_pair->a->atomCount())
                           .arg(m_pair->b->atomCount()));
    m_fit->setToolTip(
        tr("Root of the mean squared distance after the best rotation and shift (Kabsch 1976), no reflection; atoms are "
           "matched within each element so that it is smallest"));
}

/// The strongest ones; in crystals those within the cell that is drawn.
Overlay PairedViews::light(bool ofA, int firstAtom)
{
    Overlay overlay;
    int& drawn = m_drawnTuples[ofA ? 0 : 1];
    drawn = 0;
    if (!m_contributions)
        return overlay;
    const Structure& structure = ofA ? *m_pair->a : *m_pair->b;
    const int most = structure.isPeriodic() ? kMostDrawnInCrystal : kMostDrawn;
    double largest = 0;
    for (const Contributions* side : {&m_contributions->a, &m_contributions->b})
        for (const TupleContribution& tuple : side->tuples)
            largest = std::max(largest, std::abs(tuple.share));
    const auto& tuples = (ofA ? m_contributions->a : m_contributions->b).tuples;
    const int k = m_pair->layout().blocks[static_cast<std::size_t>(m_contributions->block)].k;
    for (TupleContribution tuple : tuples) {
        const double share = largest > 0 ? tuple.share / largest : 0;
        if (std::abs(share) < 0.01 || drawn == most)
            break; // they are in order
        if (!takeIntoCell(tuple, k, structure))
            continue;
        addTuple(overlay, tuple, k, std::abs(share), share > 0 ? kMore : kLess, firstAtom);
        ++drawn;
    }
    return overlay;
}

void PairedViews::showDrawn()
{
    if (!m_contributions)
        return m_drawn->clear();
    const auto all = m_contributions->a.tuples.size() + m_contributions->b.tuples.size();
    m_drawn->setText(all == 0 ? QString()
                              : tr("Drawn: the strongest %1 of %2").arg(m_drawnTuples[0] + m_drawnTuples[1]).arg(all));
    m_drawn->setToolTip(m_pair->a->isPeriodic() || m_pair->b->isPeriodic() ? tr(
                            "The strongest tuples that lie within the drawn cells; the others reach out of them or are weaker")
                                                                           : tr("The strongest tuples"));
}

void PairedViews::showLight()
{
    if (!m_pair)
        return;
    m_drawnTuples = {};
    Overlay onA = light(true, 0);
    if (m_overlaid && m_pair->alignment) {
        onA = merged(onA, light(false, m_pair->a->atomCount()));
        onA.scalars = sides(m_pair->a->atomCount(), m_pair->b->atomCount());
    }
    m_viewA->setOverlay(onA);
    m_viewB->setOverlay(light(false, 0));
    showDrawn();
}

/// Both in view at one distance.
void PairedViews::placeCamera()
{
    std::vector<Ball> balls;
    addBalls(*m_pair->a, Eigen::Vector3d::Zero(), balls);
    addBalls(*m_pair->alignedB, m_between, balls);
    if (balls.empty() || m_viewA->height() < 1)
        return;
    Camera camera = standardView(*m_pair->a);
    const double narrow = m_overlaid ? m_viewA->width() : std::min(m_viewA->width(), m_viewB->width());
    fit(camera, balls, std::max(0.1, narrow / m_viewA->height()));
    m_viewA->setCamera(camera);
    m_placed = true;
}

void PairedViews::follow(VtkView* leader, VtkView* follower, double sign)
{
    if (m_following)
        return;
    m_following = true;
    Camera camera = leader->camera();
    camera.focus += sign * m_between;
    follower->setCamera(camera);
    m_following = false;
    m_placed = false;
}

void PairedViews::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (m_pair && m_placed)
        placeCamera();
}

} // namespace mbtr::gui

#include "moc_paired_views.cpp"
