#include "widgets/panels/structure/display_button.h"

#include "core/dataset/dataset.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/panels/structure/display_panel.h"
#include "widgets/panels/structure/property_overlay.h"
#include "widgets/render/view/vtk_view.h"
#include "widgets/theme/icons.h"

#include <QFrame>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

namespace mbtr::gui {

DisplayButton::DisplayButton(Session* session, Selection* selection, VtkView* view, QWidget* parent)
    : QToolButton(parent)
    , m_session(session)
    , m_selection(selection)
    , m_view(view)
    , m_popup(new QFrame(this, Qt::Popup))
    , m_panel(new DisplayPanel(m_popup))
{
    setObjectName("displayButton");
    setText(tr("Display"));
    setIcon(themedIcon("display"));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setShortcut(QKeySequence(tr("Ctrl+D")));
    setAccessibleName(tr("Display"));
    setToolTip(tr("Style, colours, labels and the part of a crystal that is drawn (Ctrl+D)"));
    m_popup->setObjectName("displayPopup");
    m_popup->setFrameShape(QFrame::StyledPanel);
    auto* layout = new QVBoxLayout(m_popup);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->addWidget(m_panel);
    connect(this, &QToolButton::clicked, this, &DisplayButton::open);
    connect(m_panel, &DisplayPanel::edited, this, &DisplayButton::setOptions);
    connect(selection, &Selection::atomsChanged, this, &DisplayButton::showPicked);
    connect(view, &VtkView::structureChanged, this, &DisplayButton::showProperties);
    showPicked();
}

void DisplayButton::setOptions(const DisplayOptions& options)
{
    const DisplayOptions before = std::exchange(m_options, corrected(options));
    m_panel->setOptions(m_options);
    m_view->setOptions(m_options);
    showProperties();
    if (m_options != before)
        emit optionsChanged(m_options);
}

void DisplayButton::open()
{
    m_popup->adjustSize();
    QPoint place = mapToGlobal(QPoint(width() + 6, 0)); // beside the view: what changes is seen
    const QRect room = screen()->availableGeometry();
    place.setX(std::clamp(place.x(), room.left(), std::max(room.left(), room.right() - m_popup->width())));
    place.setY(std::clamp(place.y(), room.top(), std::max(room.top(), room.bottom() - m_popup->height())));
    m_popup->move(place);
    m_popup->show();
    m_panel->setFocus();
}

void DisplayButton::showPicked()
{
    m_panel->setPickedAtom(m_selection->atoms().empty() ? -1 : m_selection->atoms().back());
}

void DisplayButton::showProperties()
{
    const auto& dataset = m_session->dataset().value;
    m_panel->setProperties(dataset ? atomProperties(*dataset, false) : QStringList(),
                           dataset ? atomProperties(*dataset, true) : QStringList());
    m_view->setOverlay(dataset ? propertyOverlay(*dataset, m_selection->structure(), m_options) : Overlay(),
                       OverlayLayer::Properties);
}

} // namespace mbtr::gui
