#pragma once

namespace mbtr::gui {

/// GLSL 1.50 of the impostors; see impostors.h for what they draw. "#version" and switches are put in front:
/// FLAT (no depth of its own for each pixel), RINGS (the far half, without light).
extern const char* const kSphereVertexShader;
extern const char* const kSphereFragmentShader;
extern const char* const kStickVertexShader;
extern const char* const kStickFragmentShader;

} // namespace mbtr::gui
