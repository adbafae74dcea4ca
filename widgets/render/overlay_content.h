#pragma once

#include "widgets/render/overlay.h"
#include "widgets/render/scene_content.h"

namespace mbtr::gui {

/// Adds what an overlay shows, colours of atoms aside: arrows, tuples, halos, labels and the colour bar.
void addOverlay(SceneContent& content, const Overlay& overlay);

} // namespace mbtr::gui
