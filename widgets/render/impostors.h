#pragma once

#include <vtkOpenGLSphereMapper.h>
#include <vtkOpenGLStickMapper.h>

#include <array>

namespace mbtr::gui {

/// Lets what is far away fade into the background.
struct Fog {
    std::array<float, 3> color {1, 1, 1};
    float begin = 0;    ///< distance from the eye, angstrom
    float end = 1;      ///< distance from the eye, angstrom
    float strength = 0; ///< share of the background colour at `end`, 0..1
};

/// Spheres drawn as one triangle each, exact at every zoom. Smooth outlines where the framebuffer has several samples a pixel.
/// Input: points (float), scalars (RGBA bytes) and a float array named "radius".
class SphereImpostors : public vtkOpenGLSphereMapper {
public:
    static SphereImpostors* New();
    vtkTypeMacro(SphereImpostors, vtkOpenGLSphereMapper)

    void setFog(const Fog* fog) { m_fog = fog; }
    /// Draws the far half instead of the near one, without light: behind a smaller sphere only a ring of it is seen.
    void drawRings() { m_rings = true; }

    void Render(vtkRenderer* renderer, vtkActor* actor) override;

protected:
    SphereImpostors();
    ~SphereImpostors() override;
    void ReplaceShaderValues(std::map<vtkShader::Type, vtkShader*> shaders, vtkRenderer* renderer,
                             vtkActor* actor) override;
    void SetCameraShaderParameters(vtkOpenGLHelper& helper, vtkRenderer* renderer, vtkActor* actor) override;
    void RenderPieceDraw(vtkRenderer* renderer, vtkActor* actor) override;

private:
    SphereImpostors(const SphereImpostors&) = delete;
    void operator=(const SphereImpostors&) = delete;

    const Fog* m_fog = nullptr;
    bool m_rings = false;
};

/// Cylinders likewise. Input: points (middles), scalars (RGBA bytes) and float arrays "direction" (3) and "size" (length,
/// radius, unused).
class StickImpostors : public vtkOpenGLStickMapper {
public:
    static StickImpostors* New();
    vtkTypeMacro(StickImpostors, vtkOpenGLStickMapper)

    void setFog(const Fog* fog) { m_fog = fog; }

protected:
    StickImpostors();
    ~StickImpostors() override;
    void ReplaceShaderValues(std::map<vtkShader::Type, vtkShader*> shaders, vtkRenderer* renderer,
                             vtkActor* actor) override;
    void SetCameraShaderParameters(vtkOpenGLHelper& helper, vtkRenderer* renderer, vtkActor* actor) override;
    void RenderPieceDraw(vtkRenderer* renderer, vtkActor* actor) override;

private:
    StickImpostors(const StickImpostors&) = delete;
    void operator=(const StickImpostors&) = delete;

    const Fog* m_fog = nullptr;
};

} // namespace mbtr::gui
