#include "widgets/panels/structure/structure_panel.h"

#include "core/dataset/dataset.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/fields/elided_label.h"
#include "widgets/fields/structure_text.h"
#include "widgets/panels/structure/display_button.h"
#include "widgets/panels/structure/frame_bar.h"
#include "widgets/panels/structure/frame_strip.h"
#include "widgets/render/view/vtk_view.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QStackedLayout>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>
#include <unordered_set>
#include <utility>

namespace mbtr::gui {

namespace {

constexpr int kPatience = 250; // milliseconds

/// A line of text that does not widen the window.
QLabel* makeLine(const char* name, QWidget* parent)
{
    auto* label = new ElidedLabel(parent);
    label->setObjectName(name);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    label->setMinimumHeight(label->fontMetrics().height() + 2);
    return label;
}

} // namespace

StructurePanel::StructurePanel(Session* session, Selection* selection, JobList* jobs, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_selection(selection)
    , m_patience(new QTimer(this))
    , m_view(new VtkView(jobs, this))
    , m_display(new DisplayButton(session, selection, m_view, this))
    , m_title(makeLine("structureTitle", this))
    , m_cell(makeLine("structureCell", this))
    , m_empty(new QLabel(tr("Open a file or drop one here"), this))
    , m_below(makeLine("structureReadout", this))
    , m_frames(new FrameBar(this))
    , m_strip(new FrameStrip(this))
{
    setObjectName("structurePanel");
    buildLayout();
    connect(session, &Session::resultChanged, this, [this](Stage stage) {
        if (stage != Stage::Dataset)
            return;
        m_strip->setDataset(m_session->dataset().value);
        showStructure();
    });
    connect(selection, &Selection::structureChanged, this, &StructurePanel::showStructure);
    connect(selection, &Selection::atomsChanged, this, &StructurePanel::showPicked);
    connect(selection, &Selection::previewChanged, this, &StructurePanel::showShape);
    connect(session, &Session::structureEdited, this, [this](int index) {
        if (index == m_selection->structure())
            showShape();
    });
    connect(session, &Session::bondRulesChanged, this, &StructurePanel::showShape);
    connect(m_view, &VtkView::bandSelected, this, &StructurePanel::pickBand);
    connect(m_frames, &FrameBar::frameWanted, selection, &Selection::setStructure);
    connect(m_strip, &FrameStrip::frameWanted, this, [this](int frame) {
        m_frames->setPlaying(false);
        m_selection->setStructure(frame);
    });
    followBuilding();
    connect(m_view, &VtkView::atomClicked, this, &StructurePanel::pick);
    connect(m_view, &VtkView::atomHovered, this, [this](int atom) {
        m_hovered = atom;
        showBelow();
    });
    m_strip->setDataset(session->dataset().value);
    showStructure();
}

/// What takes long is told; the frames of a trajectory would only flicker.
void StructurePanel::followBuilding()
{
    m_patience->setSingleShot(true);
    m_patience->setInterval(kPatience);
    connect(m_patience, &QTimer::timeout, this, [this] {
        m_tellsBuilding = m_view->isBuilding();
        showBelow();
    });
    connect(m_view, &VtkView::buildStarted, m_patience, qOverload<>(&QTimer::start));
    connect(m_view, &VtkView::sceneShown, this, [this] {
        m_patience->stop();
        m_tellsBuilding = false;
        showBelow();
    });
}

void StructurePanel::buildLayout()
{
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_title->setAccessibleName(tr("Current structure"));
    m_cell->setAccessibleName(tr("Unit cell"));
    m_cell->setForegroundRole(QPalette::PlaceholderText);
    m_below->setAccessibleName(tr("Atom under the mouse, or measured between picked atoms"));
    m_empty->setObjectName("structureEmpty");
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_view->setObjectName("structureView");
    m_view->setToolTip({});

    auto* pages = new QWidget(this);
    m_pages = new QStackedLayout(pages);
    m_pages->addWidget(m_view);
    m_pages->addWidget(m_empty);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 8, 4, 6);
    layout->setSpacing(4);
    auto* top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(m_display);
    layout->addLayout(top);
    layout->addWidget(m_cell);
    layout->addWidget(pages, 1);
    layout->addWidget(m_below);
    layout->addWidget(m_strip);
    layout->addWidget(m_frames);
}

void StructurePanel::showStructure()
{
    const auto& dataset = m_session->dataset().value;
    const int index = m_selection->structure();
    const bool shown = dataset && index >= 0 && index < dataset->size();
    m_hovered = -1;
    m_index = -1;
    m_frames->setFrames(shown ? index : 0, shown ? dataset->size() : 0);
    m_frames->setVisible(shown && dataset->size() > 1);
    m_strip->setCurrent(shown ? index : 0);
    showShape();
}

/// The camera stays while the same structure is edited.
void StructurePanel::showShape()
{
    const EditedStructure shown = shownStructure(*m_session, *m_selection);
    const int index = shown.structure ? m_selection->structure() : -1;
    const auto place = std::exchange(m_index, index) == index ? VtkView::CameraPlace::Kept : VtkView::CameraPlace::Fitted;
    m_structure = shown.structure;
    const bool moves = m_selection->isSimulated() && m_selection->preview().structure;
    const bool edited = m_session->isEdited(index) || (m_selection->preview().structure && !moves);
    const QString state = moves ? tr(" \u00b7 moving") : edited ? tr(" \u00b7 edited") : QString();
    m_title->setText(m_structure ? titleText(*m_structure) + state : QString());
    m_title->setToolTip(edited ? tr("%1: changed here, the file is as it was").arg(m_title->text()) : m_title->text());
    m_cell->setText(m_structure ? cellText(*m_structure) : QString());
    m_cell->setToolTip(m_cell->text());
    m_cell->setVisible(!m_cell->text().isEmpty());
    m_pages->setCurrentWidget(m_structure ? static_cast<QWidget*>(m_view) : m_empty);
    m_view->setStructure(m_structure, place, shown.bonds);
    showPicked();
}

void StructurePanel::showPicked()
{
    m_view->setPickedAtoms(m_selection->atoms());
    showBelow();
}

void StructurePanel::showBelow()
{
    if (!m_structure)
        m_below->clear();
    else if (m_tellsBuilding && m_view->isBuilding())
        m_below->setText(tr("Building the picture…"));
    else if (m_hovered >= 0)
        m_below->setText(hoverText());
    else if (m_view->shown().isReduced)
        m_below->setText(tr("One cell is drawn: the chosen range holds more than 2 million atoms"));
    else if (!m_selection->atoms().empty())
        m_below->setText(selectionText(*m_structure, m_selection->atoms()));
    else
        m_below->setText(m_view->surface() ? tr("Click an atom to pick it, Ctrl+click up to four to measure") : QString());
    m_below->setForegroundRole(m_hovered >= 0 || !m_selection->atoms().empty() ? QPalette::WindowText
                                                                               : QPalette::PlaceholderText);
    m_below->setToolTip(m_below->text());
}

void StructurePanel::pick(int atom, Qt::KeyboardModifiers modifiers)
{
    std::vector<int> atoms;
    if (modifiers & (Qt::ControlModifier | Qt::ShiftModifier))
        atoms = m_selection->atoms();
    const auto place = std::find(atoms.begin(), atoms.end(), atom);
    if (place == atoms.end() && atom >= 0)
        atoms.push_back(atom);
    else if (place != atoms.end() && modifiers & Qt::ControlModifier)
        atoms.erase(place);
    m_selection->setAtoms(std::move(atoms));
    // What was asked for last is shown: the measurement, until the mouse moves to another atom.
    m_hovered = -1;
    showBelow();
}

/// Ctrl and Shift add to what is picked.
void StructurePanel::pickBand(const std::vector<int>& atoms, Qt::KeyboardModifiers modifiers)
{
    std::vector<int> all;
    if (modifiers & (Qt::ControlModifier | Qt::ShiftModifier))
        all = m_selection->atoms();
    const std::unordered_set<int> before(all.begin(), all.end());
    std::copy_if(atoms.begin(), atoms.end(), std::back_inserter(all), [&](int atom) { return !before.contains(atom); });
    m_selection->setAtoms(std::move(all));
}

/// Properties per atom belong to the structure as the file has it.
QString StructurePanel::hoverText() const
{
    QString text = atomText(*m_structure, m_hovered);
    if (!m_session->isEdited(m_index) && m_session->dataset().value)
        for (const QString& property : atomPropertyTexts(*m_session->dataset().value, m_index, m_hovered))
            text += QStringLiteral(" \u00b7 ") + property;
    return text;
}

void StructurePanel::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Space:
        m_frames->togglePlaying();
        break;
    case Qt::Key_PageUp:
        m_frames->step(-1);
        break;
    case Qt::Key_PageDown:
        m_frames->step(1);
        break;
    case Qt::Key_Escape:
        m_selection->setAtoms({});
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace mbtr::gui
